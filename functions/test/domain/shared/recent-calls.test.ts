import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/domain/shared/clock.ts';
import { RecentCalls, TooManyCallsError } from '../../../src/domain/shared/recent-calls.ts';

const PER_MINUTE = 3;

function isAdmitted(calls: RecentCalls, callable: string, userId: string): boolean {
  try {
    calls.admit(callable, userId);
    return true;
  } catch (error) {
    if (error instanceof TooManyCallsError) return false;
    throw error;
  }
}

describe('RecentCalls', () => {
  it('admits each call that leaves no minute with more than the limit, and refuses every other', () => {
    const call = record({
      wait: integer({ min: 0, max: 40 * SECOND }),
      callable: constantFrom('startLink', 'unlink'),
      userId: constantFrom('ada', 'grace'),
    });
    assert(
      property(array(call, { maxLength: 60 }), (script) => {
        let now = 0;
        const calls = new RecentCalls({ clock: { now: () => now }, perMinute: PER_MINUTE });
        const admitted: { readonly caller: string; readonly at: number }[] = [];
        for (const { wait, callable, userId } of script) {
          now += wait;
          const caller = `${callable} ${userId}`;
          const within = admitted.filter((each) => each.caller === caller && each.at > now - MINUTE);
          const mayCall = within.length < PER_MINUTE;
          expect(isAdmitted(calls, callable, userId)).toBe(mayCall);
          if (mayCall) admitted.push({ caller, at: now });
        }
      }),
    );
  });

  it('says when the next call is admitted, to the millisecond', () => {
    let now = 0;
    const calls = new RecentCalls({ clock: { now: () => now }, perMinute: 2 });
    calls.admit('startLink', 'ada');
    now = SECOND;
    calls.admit('startLink', 'ada');
    expect(() => calls.admit('startLink', 'ada')).toThrow(
      expect.objectContaining({ code: 'too-many-calls', retryAt: MINUTE }),
    );
    now = MINUTE - 1;
    expect(isAdmitted(calls, 'startLink', 'ada')).toBe(false);
    now = MINUTE;
    expect(isAdmitted(calls, 'startLink', 'ada')).toBe(true);
  });

  it('forgets those who called longest ago, so that strangers cannot fill the memory', () => {
    const calls = new RecentCalls({ clock: { now: () => 0 }, perMinute: 1, capacity: 2 });
    for (const userId of ['ada', 'grace', 'linus']) calls.admit('startLink', userId);
    expect(isAdmitted(calls, 'startLink', 'linus')).toBe(false);
    expect(isAdmitted(calls, 'startLink', 'grace')).toBe(false);
    expect(isAdmitted(calls, 'startLink', 'ada')).toBe(true);
  });
});
