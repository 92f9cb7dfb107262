import { describe, expect, it } from 'vitest';
import {
  partsOf,
  partToSend,
  queuedMessage,
  type OutboundMessage,
} from '../../../src/domain/messaging/outbound-message.ts';
import {
  accepted,
  acceptedLate,
  ended,
  failedTries,
  leased,
  postponed,
  redriven,
  resent,
  withAttemptFinished,
  withAttemptUndelivered,
} from '../../../src/domain/messaging/outbound-transitions.ts';
import { delayed, longOrder, NOW, SID } from './outbound-examples.ts';

const reportedUndelivered = { reason: 'channel-failure', providerCode: 63_012 };

function undelivered(message: OutboundMessage, sid = SID): OutboundMessage {
  return resent(withAttemptUndelivered(message, sid, reportedUndelivered), NOW, 'channel-failure');
}

function postponedOnce(message: OutboundMessage): OutboundMessage {
  const tried = withAttemptFinished(leased(message, NOW, 'a-lease'), NOW, delayed);
  return postponed(tried, NOW, delayed.reason);
}

describe('a long text', () => {
  const long = queuedMessage(longOrder);
  const takeAll = (message: OutboundMessage): OutboundMessage =>
    partToSend(message) === null
      ? message
      : takeAll(accepted(leased(message, NOW, 'a-lease'), `${SID}-${partToSend(message)}`, NOW));

  it('goes in parts, the medium with the first one', () => {
    const parts = partsOf(long).map((part) => (part.kind === 'text' ? part.mediaUrl : 'template'));
    expect(parts).toStrictEqual(['https://media.example.com/1.png', null, null]);
  });

  it('waits in the queue, due at once, while a part is left, and is accepted with the last', () => {
    const first = accepted(leased(long, NOW, 'a-lease'), SID, NOW + 7);
    expect(first).toMatchObject({ state: 'queued', nextAt: NOW + 7 });
    expect(partToSend(first)).toBe(1);
    const whole = takeAll(long);
    expect(whole.state).toBe('accepted');
    expect(whole.attempts.map(({ part }) => part)).toStrictEqual([0, 1, 2]);
  });

  it('sends only the part again that was not delivered', () => {
    const again = undelivered(takeAll(long), `${SID}-1`);
    expect(partToSend(again)).toBe(1);
    expect(takeAll(again).attempts.map(({ part }) => part)).toStrictEqual([0, 1, 2, 1]);
  });

  it('takes a late answer for the part it is about, whatever is being sent meanwhile', () => {
    const second = leased(accepted(leased(long, NOW, 'a-lease'), SID, NOW), NOW, 'another-lease');
    expect(acceptedLate(second, 0, SID, NOW)).toBe(second);
    const unnamed = leased(resent(leased(long, NOW, 'a-lease'), NOW, 'lost'), NOW, 'another-lease');
    const late = acceptedLate(unnamed, 0, SID, NOW);
    expect(late).toMatchObject({ state: 'sending', attempts: [{ messageSid: SID }, { messageSid: null }] });
  });

  it('counts the tries of each part by itself, and anew once it is redriven', () => {
    const secondPart = postponedOnce(postponedOnce(accepted(leased(long, NOW, 'a-lease'), SID, NOW)));
    expect([0, 1].map((part) => failedTries(secondPart, part))).toStrictEqual([0, 2]);
    const again = redriven(ended(secondPart, 'dead', 'retries-exhausted'), NOW);
    expect(failedTries(again, 1)).toBe(0);
    expect(failedTries(postponedOnce(again), 1)).toBe(1);
  });
});
