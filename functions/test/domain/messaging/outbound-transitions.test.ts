import { describe, expect, it } from 'vitest';
import {
  partsOf,
  partToSend,
  queuedMessage,
  type OutboundMessage,
  type OutboundState,
} from '../../../src/domain/messaging/outbound-message.ts';
import {
  accepted,
  attemptUnderWay,
  becameUnknown,
  checked,
  ended,
  failedTries,
  isFinal,
  isRedrivable,
  leased,
  notFound,
  postponed,
  redriven,
  resent,
  SEND_LEASE,
  settledByReport,
  withAttemptFinished,
  withAttemptUndelivered,
  withFallback,
} from '../../../src/domain/messaging/outbound-transitions.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/shared/clock.ts';
import {
  delayed,
  lost,
  NOW,
  order,
  OTHER_SID,
  refused,
  SID,
  template,
  unusable,
  type Failure,
} from './outbound-examples.ts';

const queued = queuedMessage(order);
const sending = leased(queued, NOW, 'a-lease');
const reportedUndelivered = { reason: 'channel-failure', providerCode: 63_012 };

function undelivered(message: OutboundMessage, sid = SID): OutboundMessage {
  return resent(withAttemptUndelivered(message, sid, reportedUndelivered), NOW, 'channel-failure');
}

function postponedOnce(message: OutboundMessage): OutboundMessage {
  const tried = withAttemptFinished(leased(message, NOW, 'a-lease'), NOW, delayed);
  return postponed(tried, NOW, delayed.reason);
}

describe('the life of an outbound message', () => {
  it('begins in the queue, due at once', () => {
    expect(queued).toStrictEqual({
      ...order,
      state: 'queued',
      step: 0,
      attempts: [],
      triesFrom: 0,
      to: null,
      addressKey: null,
      usesFallback: false,
      nextAt: NOW,
      leaseToken: null,
      looks: 0,
      possibleDuplicate: false,
      deliveries: [],
      checkAt: null,
      checks: 0,
      reason: null,
      advice: null,
    });
  });

  it('holds a lease while it is being sent, with the attempt written down before it is made', () => {
    expect(sending).toMatchObject({ state: 'sending', step: 1, nextAt: NOW + SEND_LEASE });
    expect(sending.attempts).toStrictEqual([
      {
        startedAt: NOW,
        finishedAt: null,
        part: 0,
        content: 'own',
        outcome: null,
        reason: null,
        providerCode: null,
        messageSid: null,
      },
    ]);
  });

  it('leases for longer than the ten seconds that a call to Twilio may take', () => {
    expect(SEND_LEASE).toBeGreaterThan(10 * SECOND);
  });

  it('ends well when Twilio has taken it, and is asked about after 15 minutes', () => {
    const message = accepted({ ...sending, reason: 'rate-limited', advice: 'Wait.' }, SID, NOW);
    expect(message).toMatchObject({
      state: 'accepted',
      step: 2,
      reason: null,
      advice: null,
      nextAt: null,
      checkAt: NOW + 15 * MINUTE,
      attempts: [{ outcome: 'accepted', messageSid: SID, finishedAt: NOW }],
    });
  });

  it.each(['suppressed', 'expired', 'failed', 'dead', 'undelivered', 'canceled'] as const)(
    'may end as %s, with the reason',
    (state) => {
      const end = { state, step: 1, reason: 'why', advice: 'what', nextAt: null, checkAt: null };
      expect(ended({ ...queued, checkAt: NOW }, state, 'why', 'what')).toMatchObject(end);
    },
  );

  it('goes back to the queue until a later time', () => {
    const message = postponed(sending, NOW + 5 * SECOND, 'rate-limited');
    expect(message).toMatchObject({ state: 'queued', step: 2, nextAt: NOW + 5_000, reason: 'rate-limited' });
  });

  it.each<Failure>([refused, delayed, lost])('notes what became of its newest attempt: $kind', (outcome) => {
    const twice = leased(postponed(sending, NOW, 'rate-limited'), NOW + MINUTE, 'a-lease');
    const { kind, reason, providerCode } = outcome;
    expect(withAttemptFinished(twice, NOW + MINUTE + 5, outcome).attempts).toStrictEqual([
      sending.attempts[0],
      {
        ...sending.attempts[0],
        startedAt: NOW + MINUTE,
        finishedAt: NOW + MINUTE + 5,
        outcome: kind,
        reason,
        providerCode,
      },
    ]);
  });

  it.each<[OutboundState, { isOver: boolean; mayComeBack: boolean }]>([
    ['queued', { isOver: false, mayComeBack: false }],
    ['sending', { isOver: false, mayComeBack: false }],
    ['unknown', { isOver: false, mayComeBack: false }],
    ['accepted', { isOver: true, mayComeBack: false }],
    ['undelivered', { isOver: true, mayComeBack: true }],
    ['failed', { isOver: true, mayComeBack: true }],
    ['suppressed', { isOver: true, mayComeBack: false }],
    ['expired', { isOver: true, mayComeBack: true }],
    ['canceled', { isOver: true, mayComeBack: false }],
    ['dead', { isOver: true, mayComeBack: true }],
  ])('is over, and may be redriven, as its state %s says', (state, { isOver, mayComeBack }) => {
    expect(isFinal({ ...queued, state })).toBe(isOver);
    expect(isRedrivable({ ...queued, state })).toBe(mayComeBack);
  });
});

describe('tries that fail through our own fault', () => {
  it('are remembered by the first and the newest, however long a pause is', () => {
    const probes = Array.from({ length: 50 }, (_, minute) => NOW + minute * MINUTE);
    const message = probes.reduce(
      (probed, at) =>
        postponed(withAttemptFinished(leased(probed, at, 'a-lease'), at, unusable), at, unusable.reason),
      queued,
    );
    const again = leased(message, NOW + DAY, 'a-lease');
    expect(again.attempts.map(({ startedAt }) => startedAt)).toEqual([NOW, NOW + DAY]);
    expect(failedTries(again, 0)).toBe(0);
  });
});

describe('an unknown outcome', () => {
  const unknown = becameUnknown(withAttemptFinished(sending, NOW, lost), NOW, 'timed-out');
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

  it.each([
    { what: 'template', asked: { ...unknown, content: { kind: 'template', template } as const } },
    { what: 'fallback template', asked: { ...unknown, fallbackTemplate: template, usesFallback: true } },
  ])('of a $what is given up after the last look, and marked once it is redriven', ({ asked }) => {
    const dead = lookInVain(asked).at(-1) ?? asked;
    expect(dead).toMatchObject({ state: 'dead', reason: 'outcome-unknown', possibleDuplicate: false });
    expect(redriven(dead, NOW)).toMatchObject({ state: 'queued', possibleDuplicate: true, looks: 0 });
  });

  it('is settled by the message that was found', () => {
    expect(accepted(unknown, SID, NOW)).toMatchObject({
      state: 'accepted',
      possibleDuplicate: false,
      attempts: [{ messageSid: SID, outcome: 'accepted', reason: null }],
    });
  });

  it('is settled by a report under a SID that no answer has named, and by no other', () => {
    const reported = { messageSid: SID, state: 'sent', providerCode: null } as const;
    expect(settledByReport({ ...unknown, deliveries: [reported] }, NOW)).toMatchObject({ state: 'accepted' });
    expect(settledByReport(unknown, NOW)).toBeNull();
    const answered = { ...postponedOnce(queued), deliveries: [reported] };
    expect(settledByReport(answered, NOW)).toBeNull();
  });
});

describe('what was accepted and then not delivered', () => {
  const taken = accepted(sending, SID, NOW);

  it('goes back to the queue, and counts as a try', () => {
    const message = undelivered(taken);
    expect(message).toMatchObject({
      state: 'queued',
      checkAt: null,
      attempts: [{ outcome: 'undelivered', providerCode: 63_012, messageSid: SID }],
    });
    expect(failedTries(message, 0)).toBe(1);
  });

  it('may go as its fallback template, whose tries are counted apart and which earlier failures do not touch', () => {
    const fallback = withFallback({ ...undelivered(taken), fallbackTemplate: template }, NOW);
    expect(partsOf(fallback)).toStrictEqual([{ kind: 'template', template }]);
    expect([partToSend(fallback), failedTries(fallback, 0)]).toStrictEqual([0, 0]);
    const first = accepted(sending, OTHER_SID, NOW);
    expect(attemptUnderWay(first, OTHER_SID)).toMatchObject({ messageSid: OTHER_SID });
    expect(attemptUnderWay({ ...first, usesFallback: true }, OTHER_SID)).toBeNull();
  });

  it('is asked about 15 minutes, an hour and a day after it was accepted, and then no more', () => {
    const times = [taken];
    for (let last = taken; last.checkAt !== null;) times.push((last = checked(last, last.checkAt)));
    expect(times.map(({ checkAt }) => checkAt && checkAt - NOW)).toStrictEqual([
      15 * MINUTE,
      HOUR,
      DAY,
      null,
    ]);
  });
});
