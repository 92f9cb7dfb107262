import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideInbound, type SenderStanding } from '../../../src/domain/messaging/inbound-decision.ts';
import { readIntent } from '../../../src/domain/messaging/inbound-intent.ts';
import { senderStandings } from './sender-standings.ts';

const keywords = ['STOP', 'start', 'Help', 'STATUS', 'UNLINK', 'NO', 'LINK ABCD-1234', 'hello'];
const texts = fc.oneof(fc.string(), fc.constantFrom(...keywords));
const standings = (wanted: Partial<SenderStanding>) =>
  fc.constantFrom(...senderStandings.filter((standing) => isLike(standing, wanted)));

const decide = (sender: SenderStanding, body: string) =>
  decideInbound(sender, readIntent({ body, optOutType: null }));

describe('decideInbound, whatever is written', () => {
  it('never answers a blocked sender, nor does anything for one', () => {
    fc.assert(
      fc.property(standings({ blocked: true }), texts, (sender, text) => {
        expect(decide(sender, text)).toStrictEqual({ effect: 'count', reply: 'none' });
      }),
    );
  });

  it('says to an opted-out sender only what that sender asked for, and how to start again', () => {
    const asked = /^(STOP|START|HELP|UNLINK|NO|LINK ABCD-1234)$/i;
    fc.assert(
      fc.property(standings({ blocked: false, optedOut: true }), texts, (sender, text) => {
        fc.pre(!asked.test(text.trim()));
        expect(decide(sender, text)).toMatchObject({ reply: 'how-to-start' });
      }),
    );
  });

  it.each(['none', 'on-hold'] as const)('stores nothing of a sender whose link is %s', (link) => {
    fc.assert(
      fc.property(standings({ link }), texts, (sender, text) => {
        expect(decide(sender, text).effect).not.toBe('store');
      }),
    );
  });

  it('changes nothing for a message that is no keyword', () => {
    fc.assert(
      fc.property(standings({}), fc.string(), (sender, text) => {
        fc.pre(readIntent({ body: text, optOutType: null }).kind === 'ordinary');
        expect(['count', 'store']).toContain(decide(sender, text).effect);
      }),
    );
  });

  it('treats all codes alike', () => {
    const codes = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    fc.assert(
      fc.property(standings({ blocked: false }), codes, (sender, characters) => {
        const decision = decideInbound(sender, { kind: 'link', code: { characters } });
        expect(decision).toStrictEqual({ effect: 'claim', code: { characters } });
      }),
    );
  });
});

function isLike(standing: SenderStanding, wanted: Partial<SenderStanding>): boolean {
  return Object.entries({ ...standing, ...wanted }).every(([name, value]) => {
    // the names come from the standing itself
    return standing[name as keyof SenderStanding] === value;
  });
}
