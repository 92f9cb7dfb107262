import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkConfig } from '../../../src/domain/linking/link-config.ts';
import { TooManyLinkRequestsError } from '../../../src/domain/linking/linking-errors.ts';
import type { SignedInUser } from '../../../src/domain/linking/link-rules.ts';
import type { UserLink } from '../../../src/domain/linking/user-link.ts';
import { HOUR, MINUTE } from '../../../src/domain/shared/clock.ts';
import type { RecentEvents } from '../../../src/domain/shared/recent-events.ts';
import { ANA, anaLinked, anaRequesting, anaUnlinked, NOW, REQUEST_ID } from './link-examples.ts';
import { outcomeOf, recordedLinkRules } from './recorded-link-rules.ts';

describe('LinkRules, on starting', () => {
  const signedIn: SignedInUser = { userId: ANA, isAnonymous: false, signedInAt: NOW - HOUR };
  const justSignedIn = { ...signedIn, signedInAt: NOW - 10 * MINUTE };
  const tooLongSignedIn = { ...signedIn, signedInAt: NOW - 10 * MINUTE - 1 };
  const anonymous = { ...justSignedIn, isAnonymous: true };
  const starts = (count: number, at = NOW - MINUTE): RecentEvents => Array.from({ length: count }, () => at);

  it.each<[string, SignedInUser, UserLink, RecentEvents, Partial<LinkConfig>, string]>([
    ['a user without a link', signedIn, anaUnlinked, [], {}, 'allowed'],
    ['one who has a request open', signedIn, anaRequesting(REQUEST_ID), starts(1), {}, 'allowed'],
    ['one whose sign-in is not dated', { ...signedIn, signedInAt: null }, anaUnlinked, [], {}, 'allowed'],
    ['a linked user, signed in lately', justSignedIn, anaLinked, [], {}, 'allowed'],
    ['a linked user, signed in too long ago', tooLongSignedIn, anaLinked, [], {}, 'recent-sign-in-required'],
    ['the same, where longer is allowed', signedIn, anaLinked, [], { recentSignIn: HOUR }, 'allowed'],
    [
      'a linked user, signed in nobody knows when',
      { ...signedIn, signedInAt: null },
      anaLinked,
      [],
      {},
      'recent-sign-in-required',
    ],
    ['an anonymous user', anonymous, anaUnlinked, [], {}, 'anonymous-user'],
    [
      'an anonymous user, where they may link',
      anonymous,
      anaUnlinked,
      [],
      { allowAnonymousUsers: true },
      'allowed',
    ],
    ['a fifth request within the hour', signedIn, anaUnlinked, starts(4), {}, 'allowed'],
    ['a sixth request within the hour', signedIn, anaUnlinked, starts(5), {}, 'too-many-link-requests'],
    [
      'a sixth request, an hour after the others',
      signedIn,
      anaUnlinked,
      starts(5, NOW - HOUR),
      {},
      'allowed',
    ],
    [
      'a second request, where one an hour is allowed',
      signedIn,
      anaUnlinked,
      starts(1),
      { linkRequestsPerHour: 1 },
      'too-many-link-requests',
    ],
  ])('decides on %s', (_, user, link, startedLately, config, outcome) => {
    const { rules, logger } = recordedLinkRules(config);
    const decided = outcomeOf(() => {
      rules.assertMayStart(user, link, startedLately, NOW);
      return 'allowed';
    });

    expect(decided).toBe(outcome);
    expect(logger.entries).toStrictEqual([
      outcome === 'allowed'
        ? { level: 'debug', event: 'link-rule-decided', operation: 'start', outcome }
        : {
            level: 'info',
            event: 'link-rule-decided',
            operation: 'start',
            outcome: 'refused',
            code: outcome,
          },
    ]);
  });

  it('names the first moment at which the next request is allowed', () => {
    const pauses = fc.array(fc.nat({ max: HOUR / 6 }), { minLength: 5, maxLength: 8 });
    fc.assert(
      fc.property(pauses, (pauses) => {
        const { rules } = recordedLinkRules();
        const startedLately = pauses.map((pause, index) => NOW - pause - (pauses.length - index) * MINUTE);
        startedLately.sort((one, other) => one - other);
        const start = (now: number) => rules.assertMayStart(signedIn, anaUnlinked, startedLately, now);
        const retryAt = retryAtOf(() => start(NOW));

        expect(() => start(retryAt - 1)).toThrow(TooManyLinkRequestsError);
        expect(() => start(retryAt)).not.toThrow();
      }),
    );
  });

  function retryAtOf(start: () => void): number {
    try {
      start();
    } catch (error) {
      if (error instanceof TooManyLinkRequestsError) return error.retryAt;
      throw error;
    }
    throw new Error('The request was allowed.');
  }
});
