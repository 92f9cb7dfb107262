import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../../src/domain/messaging/messaging-service.ts';
import {
  queuedMessage,
  type OutboundMessage,
  type OutboundState,
} from '../../../src/domain/messaging/outbound-message.ts';
import {
  accepted,
  becameUnknown,
  ended,
  isFinal,
  leased,
  notFound,
  postponed,
  SEND_LEASE,
  withAttemptFinished,
} from '../../../src/domain/messaging/outbound-transitions.ts';
import { MINUTE, SECOND } from '../../../src/domain/shared/clock.ts';
import { delayed, lost, NOW, order, refused, SID } from './outbound-examples.ts';

const queued = queuedMessage(order);
const sending = leased(queued, NOW, 'a-lease');

describe('the life of an outbound message', () => {
  it('begins in the queue, due at once', () => {
    expect(queued).toStrictEqual({
      ...order,
      state: 'queued',
      step: 0,
      attempts: [],
      nextAt: NOW,
      looks: 0,
      possibleDuplicate: false,
      messageSid: null,
      reportedSid: null,
      leaseToken: null,
      reason: null,
    });
  });

  it('holds a lease while it is being sent, with the attempt written down before it is made', () => {
    expect(sending).toMatchObject({ state: 'sending', step: 1, nextAt: NOW + SEND_LEASE });
    expect(sending.attempts).toStrictEqual([
      { startedAt: NOW, finishedAt: null, outcome: null, providerCode: null },
    ]);
  });

  it('leases for longer than the ten seconds that a call to Twilio may take', () => {
    expect(SEND_LEASE).toBeGreaterThan(10 * SECOND);
  });

  it('ends well when Twilio has taken it', () => {
    const message = accepted({ ...sending, reason: 'rate-limited' }, SID);
    expect(message).toMatchObject({
      state: 'accepted',
      step: 2,
      messageSid: SID,
      reason: null,
      nextAt: null,
    });
  });

  it.each(['suppressed', 'expired', 'failed', 'dead'] as const)('may end as %s, with the reason', (state) => {
    expect(ended(queued, state, 'why')).toMatchObject({ state, step: 1, reason: 'why', nextAt: null });
  });

  it('goes back to the queue until a later time', () => {
    const message = postponed(sending, NOW + 5 * SECOND, 'rate-limited');
    expect(message).toMatchObject({ state: 'queued', step: 2, nextAt: NOW + 5_000, reason: 'rate-limited' });
  });

  it.each<[SendOutcome, number | null]>([
    [{ kind: 'accepted', messageSid: SID }, null],
    [refused, 63024],
    [delayed, 20429],
    [lost, null],
  ])('notes what became of its newest attempt: %j', (outcome, providerCode) => {
    const twice = leased(postponed(sending, NOW, 'rate-limited'), NOW + MINUTE, 'a-lease');
    expect(withAttemptFinished(twice, NOW + MINUTE + 5, outcome).attempts).toStrictEqual([
      sending.attempts[0],
      { startedAt: NOW + MINUTE, finishedAt: NOW + MINUTE + 5, outcome: outcome.kind, providerCode },
    ]);
  });

  it.each<[OutboundState, boolean]>([
    ['queued', false],
    ['sending', false],
    ['unknown', false],
    ['accepted', true],
    ['failed', true],
    ['suppressed', true],
    ['expired', true],
    ['dead', true],
  ])('is over once it is %s: %s', (state, final) => {
    expect(isFinal({ ...queued, state })).toBe(final);
  });
});

describe('an unknown outcome', () => {
  const unknown = becameUnknown(sending, NOW, 'timed-out');
  /** Looks in vain, each time when it is due, until something else is to be done. */
  const lookInVain = (message: OutboundMessage): OutboundMessage[] => {
    if (message.state !== 'unknown') return [message];
    return [message, ...lookInVain(notFound(message, message.nextAt ?? 0))];
  };

  it('is looked for after 1, 5 and 15 minutes, and only then sent again, marked', () => {
    const looks = lookInVain(unknown);
    const times = looks.map(({ state, nextAt }) => [state, (nextAt ?? 0) - NOW]);

    expect(times).toStrictEqual([
      ['unknown', 1 * MINUTE],
      ['unknown', 5 * MINUTE],
      ['unknown', 15 * MINUTE],
      ['queued', 15 * MINUTE],
    ]);
    expect(looks.map(({ possibleDuplicate }) => possibleDuplicate)).toStrictEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('is given up if the second sending too stays unknown', () => {
    const again = lookInVain(unknown).at(-1) ?? unknown;
    const unknownAgain = becameUnknown(
      leased(again, NOW + 15 * MINUTE, 'a-lease'),
      NOW + 16 * MINUTE,
      'timed-out',
    );
    const looks = lookInVain(unknownAgain);

    expect(looks.map(({ state }) => state)).toStrictEqual(['unknown', 'unknown', 'unknown', 'dead']);
    expect(looks.at(-1)).toMatchObject({ reason: 'outcome-unknown', nextAt: null, possibleDuplicate: true });
  });

  it('is settled by the message that was found', () => {
    expect(accepted(unknown, SID)).toMatchObject({
      state: 'accepted',
      messageSid: SID,
      possibleDuplicate: false,
    });
  });
});
