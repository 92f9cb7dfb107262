import * as fc from 'fast-check';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';

import { parseXml } from './parse-xml.ts';
import { XmlSyntaxError } from './xml-characters.ts';
import { elementsOf, textOf } from './xml-element.ts';

describe('parseXml', () => {
  it('reads elements, attributes, text, entities, comments and character data', () => {
    const root = parseXml(
      '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- hello -->\r\n' +
        `<Response><Message to='a&apos;b' from = "c"><![CDATA[1 < 2 && ]]>&lt;&amp;&gt;&quot;&#233;&#x1F600;</Message><Redirect/></Response>\n`,
    );
    const [message, redirect] = elementsOf(root);
    expect(message && textOf(message)).toBe('1 < 2 && <&>"é😀');
    expect(message?.attributes).toEqual(
      new Map([
        ['to', "a'b"],
        ['from', 'c'],
      ]),
    );
    expect(redirect?.name).toBe('Redirect');
  });

  it('reads every line end as a line feed', () => {
    expect(textOf(parseXml('<Response>a\r\nb\rc\nd</Response>'))).toBe('a\nb\nc\nd');
  });

  it.each([
    ['nothing', ''],
    ['plain text', 'OK'],
    ['an element left open', '<Response><Message>hi</Response>'],
    ['an unclosed root', '<Response>'],
    ['crossed elements', '<a><b></a></b>'],
    ['a closing tag alone', '</Response>'],
    ['two roots', '<Response/><Response/>'],
    ['text before the root', 'hi<Response/>'],
    ['text after the root', '<Response/>hi'],
    ['character data outside the root', '<Response/><![CDATA[ ]]>'],
    ['a bare ampersand', '<Response>a & b</Response>'],
    ['an unknown entity', '<Response>&nbsp;</Response>'],
    ['a reference to no character', '<Response>&#0;</Response>'],
    ['a reference beyond Unicode', '<Response>&#x110000;</Response>'],
    ['a control character', '<Response>\u0007</Response>'],
    ['half a surrogate pair', '<Response>\uD83D</Response>'],
    ['an unescaped "]]>"', '<Response>]]></Response>'],
    ['a bare less-than sign', '<Response>1 < 2</Response>'],
    ['a repeated attribute', '<Response a="1" a="2"/>'],
    ['an attribute without quotes', '<Response a=1/>'],
    ['a less-than sign in an attribute', '<Response a="<"/>'],
    ['attributes without a space', '<Response a="1"b="2"/>'],
    ['two hyphens in a comment', '<Response><!-- a -- b --></Response>'],
    ['a document type', '<!DOCTYPE Response><Response/>'],
    ['a late declaration', '<Response/><?xml version="1.0"?>'],
    ['a name that is none', '<1/>'],
  ])('refuses %s', (_name, source) => {
    expect(() => parseXml(source)).toThrow(XmlSyntaxError);
  });

  it('reads back whatever the SDK writes', () => {
    const character = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('<', '&', ']]>', '"', "'", 'é', '\n'),
    );
    const texts = fc.array(character, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const response = new twilio.twiml.MessagingResponse();
        response.message({ to: text }, text);
        const [message] = elementsOf(parseXml(response.toString()));
        expect(message && textOf(message)).toBe(text);
      }),
    );
  });
});
