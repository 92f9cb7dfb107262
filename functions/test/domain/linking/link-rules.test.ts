import { describe, expect, it } from 'vitest';
import { claimOf } from '../../../src/domain/linking/link-rules.ts';
import { HOUR } from '../../../src/domain/shared/clock.ts';
import {
  ANA,
  anaLinked,
  anaRequesting,
  anasClaim,
  anasMapping,
  ANAS_KEY,
  anaUnlinked,
  claimedRequest,
  NOW,
  openRequest,
  OTHER_KEY,
  REQUEST_ID,
} from './link-examples.ts';
import { outcomeOf, recordedLinkRules } from './recorded-link-rules.ts';

describe('LinkRules, on claiming', () => {
  const current = anaRequesting(REQUEST_ID);
  const expired = { expiresAt: NOW };
  const confirmed = { ...claimedRequest, state: 'confirmed' } as const;
  const ended = { ...openRequest, state: 'ended' } as const;

  it.each([
    ['an open request', openRequest, current, ANAS_KEY, 'claim'],
    ['one that ends in a moment', { ...openRequest, expiresAt: NOW + 1 }, current, ANAS_KEY, 'claim'],
    ['one that has just expired', { ...openRequest, ...expired }, current, ANAS_KEY, 'refuse'],
    ['the same code again from the same phone', claimedRequest, current, ANAS_KEY, 'repeat'],
    ['the same code, too late', { ...claimedRequest, ...expired }, current, ANAS_KEY, 'refuse'],
    ['the same code from another phone', claimedRequest, current, OTHER_KEY, 'refuse'],
    ['one that was replaced', openRequest, anaRequesting('request-after'), ANAS_KEY, 'refuse'],
    ['one that was claimed, then replaced', claimedRequest, anaRequesting('after'), ANAS_KEY, 'refuse'],
    ['one that its user no longer waits for', openRequest, anaUnlinked, ANAS_KEY, 'refuse'],
    ['one of a user of whom nothing is known', openRequest, null, ANAS_KEY, 'refuse'],
    ['one that was confirmed', confirmed, anaLinked, ANAS_KEY, 'refuse'],
    ['one that was confirmed, still named as current', confirmed, current, ANAS_KEY, 'refuse'],
    ['one that has ended, still named as current', ended, current, ANAS_KEY, 'refuse'],
  ])('decides on %s', (_, request, link, addressKey, outcome) => {
    const { rules, logger } = recordedLinkRules();

    expect(rules.decideClaim(request, link, addressKey, NOW)).toBe(outcome);
    expect(logger.entries).toStrictEqual([
      { level: 'debug', event: 'link-rule-decided', operation: 'claim', outcome, request_id: REQUEST_ID },
    ]);
  });
});

describe('LinkRules, on confirming', () => {
  const current = anaRequesting(REQUEST_ID);
  const replaced = anaRequesting('request-after');
  const expired = { ...claimedRequest, expiresAt: NOW };
  const confirmed = { ...claimedRequest, state: 'confirmed' } as const;
  const ended = { ...claimedRequest, state: 'ended' } as const;
  const wrongBefore = (count: number) => ({ ...claimedRequest, wrongConfirmations: count });

  it.each([
    ['the right digits', claimedRequest, current, true, 'confirm'],
    [
      'the right digits in the last moment',
      { ...claimedRequest, expiresAt: NOW + 1 },
      current,
      true,
      'confirm',
    ],
    ['the right digits too late', expired, current, true, 'link-code-expired'],
    ['the right digits after four wrong ones', wrongBefore(4), current, true, 'confirm'],
    ['a first wrong entry', wrongBefore(0), current, false, 'wrong'],
    ['a fourth wrong entry', wrongBefore(3), current, false, 'wrong'],
    ['a fifth wrong entry', wrongBefore(4), current, false, 'wrong-for-the-last-time'],
    ['wrong digits too late', expired, current, false, 'link-code-expired'],
    ['digits before the code has come', openRequest, current, false, 'link-request-not-claimed'],
    ['a request that was replaced', claimedRequest, replaced, true, 'link-code-invalid'],
    ['one that was replaced and has expired', expired, replaced, true, 'link-code-invalid'],
    ['one that its user no longer waits for', claimedRequest, anaUnlinked, true, 'link-code-invalid'],
    ['one of a user of whom nothing is known', claimedRequest, null, true, 'link-code-invalid'],
    ['one that has ended', ended, anaUnlinked, true, 'link-code-invalid'],
    ['one that has ended, still named as current', ended, current, true, 'link-code-invalid'],
    ['the right digits again, once linked', confirmed, anaLinked, true, 'repeat'],
    [
      'the right digits again, long after',
      { ...confirmed, expiresAt: NOW - HOUR },
      anaLinked,
      true,
      'repeat',
    ],
    ['wrong digits, once linked', confirmed, anaLinked, false, 'link-code-invalid'],
    ['the right digits, once unlinked', confirmed, anaUnlinked, true, 'link-code-invalid'],
    [
      'the right digits, once linked to another number',
      confirmed,
      { ...anaLinked, mappingId: OTHER_KEY },
      true,
      'link-code-invalid',
    ],
  ])('decides on %s', (_, request, link, isNumberRight, outcome) => {
    const { rules, logger } = recordedLinkRules();
    const isDecision = ['confirm', 'repeat', 'wrong', 'wrong-for-the-last-time'].includes(outcome);

    expect(outcomeOf(() => rules.decideConfirmation(request, link, isNumberRight, NOW))).toBe(outcome);
    expect(logger.entries).toMatchObject([
      isDecision
        ? { level: 'debug', operation: 'confirm', outcome, request_id: REQUEST_ID }
        : { level: 'info', operation: 'confirm', outcome: 'refused', code: outcome },
    ]);
  });
});

describe('LinkRules, on what stands in the way', () => {
  it.each([
    ['off', anaUnlinked, [], true],
    ['off', anaRequesting(REQUEST_ID), [], true],
    ['off', anaLinked, [], false],
    ['off', anaUnlinked, [anasMapping], false],
    ['on', anaUnlinked, [], false],
    ['on', anaLinked, [anasMapping], false],
  ] as const)('with confirmation %s, the code alone links: %#', (confirmation, link, mappings, alone) => {
    expect(recordedLinkRules({ confirmation }).rules.mayLinkInOneStep(link, mappings)).toBe(alone);
  });

  it.each([
    ['somebody else', 'active', true],
    ['somebody else', 'blocked', true],
    ['somebody else', 'suspended', false],
    ['somebody else', 'disabled', false],
    [ANA, 'active', false],
    [ANA, 'blocked', false],
    [ANA, 'suspended', false],
    [ANA, 'disabled', false],
  ] as const)('a mapping of %s that is %s keeps Ana from the number: %s', (userId, state, taken) => {
    expect(recordedLinkRules().rules.isTakenFrom(ANA, { ...anasMapping, userId, state })).toBe(taken);
  });
});

describe('claimOf', () => {
  it('is the claim, where there is one', () => {
    expect(claimOf(claimedRequest)).toBe(anasClaim);
    expect(outcomeOf(() => claimOf(openRequest).messageSid)).toBe('link-request-not-claimed');
  });
});
