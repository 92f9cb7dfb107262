import * as fc from 'fast-check';
import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../../../local/twilio/inbound/parse-xml.ts';
import { elementsOf, textOf } from '../../../../local/twilio/inbound/xml-element.ts';
import { TWIML_CONTENT_TYPE, twiml } from '../../../src/infra/twilio/twiml.ts';

const NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
describe('twiml', () => {
  it.each([[null], [''], ['\0\u{B}\uFFFE\uD800']])('sends nothing for %j', (reply) => {
    expect(twiml(reply)).toBe(NOTHING);
    expect(TWIML_CONTENT_TYPE).toBe('text/xml');
  });

  it('is what the SDK of Twilio writes', () => {
    const legal = fc.string({ unit: 'grapheme', minLength: 1 });
    const tricky = fc.constantFrom('</Message>', '&amp;', ']]>', '"quoted" & \'single\'', 'a\r\nb\tc');
    fc.assert(
      fc.property(fc.oneof(legal, tricky), (reply) => {
        const response = new MessagingResponse();
        response.message({}, reply);
        expect(twiml(reply)).toBe(response.toString());
      }),
    );
  });

  it('reads back as the same text, less what XML cannot hold', () => {
    const careful = fc.constantFrom('<', '>', '&', '"', '\r', '\n', '\t', '\0', '\uD800', '\uDFFF', '\uFFFE');
    const any = fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point));
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(careful, any) }), (reply) => {
        const [message] = elementsOf(parseXml(twiml(reply)));
        expect(message === undefined ? '' : textOf(message)).toBe(Array.from(reply).filter(isLegal).join(''));
      }),
      { numRuns: 500 },
    );
  });
});

function isLegal(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd;
  return !(point >= 0xd800 && point <= 0xdfff) && point !== 0xfffe && point !== 0xffff;
}
