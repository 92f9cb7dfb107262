import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFinal } from '../../../src/domain/messaging/outbound-transitions.ts';
import { order, SID } from './outbound-examples.ts';
import { isOver, outboundLives, type Moment } from './outbound-lives.ts';

const isResend = ({ before, after }: Moment) => before.state === 'unknown' && after.state === 'queued';

describe('any life of an outbound message', () => {
  const inEveryLife = (check: (moments: readonly Moment[]) => void) =>
    fc.assert(fc.property(outboundLives, check), { numRuns: 300 });

  it('counts one step with each change', () => {
    inEveryLife((moments) => {
      expect(moments.map(({ after }) => after.step)).toStrictEqual(moments.map((_, index) => index + 1));
    });
  });

  it('is over exactly where nothing may happen any more, and otherwise knows when it goes on', () => {
    inEveryLife((moments) => {
      for (const { at, after } of moments) {
        expect(isFinal(after)).toBe(isOver(after.state));
        expect(after.nextAt === null).toBe(isFinal(after));
        expect(after.nextAt ?? at).toBeGreaterThanOrEqual(at);
      }
    });
  });

  it('sends again at most once without knowing, and is marked from then on and only then', () => {
    inEveryLife((moments) => {
      const resend = moments.findIndex(isResend);
      expect(moments.filter(isResend).length).toBeLessThanOrEqual(1);
      for (const [index, { after }] of moments.entries()) {
        expect(after.possibleDuplicate).toBe(resend !== -1 && index >= resend);
      }
    });
  });

  it('looks three times before it draws a conclusion', () => {
    inEveryLife((moments) => {
      let misses = 0;
      for (const { change, after } of moments) {
        misses = change === 'miss' ? misses + 1 : 0;
        const isOpen = change === 'miss' && misses < 3;
        const isLost = change === 'lose the answer' || change === 'lose the lease';
        expect(after.state === 'unknown').toBe(isOpen || isLost);
      }
    });
  });

  it('keeps every attempt, one for each lease', () => {
    inEveryLife((moments) => {
      for (const [index, { change, before, after }] of moments.entries()) {
        const leases = moments.slice(0, index + 1).filter((moment) => moment.change === 'lease');
        const untouched = change === 'lease' ? before.attempts : before.attempts.slice(0, -1);

        expect(after.attempts.map(({ startedAt }) => startedAt)).toStrictEqual(leases.map(({ at }) => at));
        expect(after.attempts.slice(0, untouched.length)).toStrictEqual(untouched);
      }
    });
  });

  it('notes what Twilio answered to an attempt', () => {
    const answers = new Map([
      ['accept', 'accepted'],
      ['refuse', 'refused'],
      ['postpone', 'postponed'],
      ['exhaust', 'postponed'],
      ['lose the answer', 'unknown'],
    ]);
    inEveryLife((moments) => {
      for (const { change, at, after } of moments.filter(({ change }) => answers.has(change))) {
        expect(after.attempts.at(-1)).toMatchObject({ finishedAt: at, outcome: answers.get(change) });
      }
    });
  });

  it('knows the SID of Twilio exactly when Twilio has taken it', () => {
    inEveryLife((moments) => {
      for (const { after } of moments) {
        const sid = after.attempts.at(-1)?.messageSid ?? null;
        expect(sid).toBe(after.state === 'accepted' ? SID : null);
      }
    });
  });

  it('never changes what was asked for', () => {
    inEveryLife((moments) => {
      for (const { after } of moments) expect(after).toMatchObject(order);
    });
  });
});
