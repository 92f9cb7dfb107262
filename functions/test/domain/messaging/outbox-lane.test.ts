import { describe, expect, it } from 'vitest';
import {
  blockerOf,
  nextInLane,
  overdueBeside,
  unknownBeside,
  waitFor,
  withEntry,
  type LaneEntry,
} from '../../../src/domain/messaging/outbox-lane.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/shared/clock.ts';
import { NOW } from './outbound-examples.ts';

function entry(messageId: string, state: LaneEntry['state'], age: number, due = 0): LaneEntry {
  return { messageId, state, createdAt: NOW - age, step: 1, nextAt: NOW + due };
}

const place = { messageId: 'message-m', createdAt: NOW };

describe('whom a message of a person waits for', () => {
  it.each<{ why: string; lane: readonly LaneEntry[]; blocker: string | null }>([
    { why: 'nobody in an empty lane', lane: [], blocker: null },
    { why: 'not for itself', lane: [entry('message-m', 'waiting', 5)], blocker: null },
    { why: 'for an earlier one', lane: [entry('earlier', 'waiting', 1)], blocker: 'earlier' },
    { why: 'not for a later one', lane: [entry('later', 'waiting', -1)], blocker: null },
    { why: 'for the smaller id of two', lane: [entry('message-a', 'waiting', 0)], blocker: 'message-a' },
    { why: 'not for the larger id of two', lane: [entry('message-z', 'waiting', 0)], blocker: null },
    { why: 'not for an unknown one', lane: [entry('lost', 'unknown', 1)], blocker: null },
    {
      why: 'for the one that is being sent before all others, though it came later',
      lane: [entry('earlier', 'waiting', 1), entry('later', 'sending', -1)],
      blocker: 'later',
    },
  ])('$why', ({ lane, blocker }) => {
    expect(blockerOf(lane, place)?.messageId ?? null).toBe(blocker);
  });

  it.each([
    { blocker: null, wait: 2 * SECOND },
    { blocker: null, age: MINUTE, wait: 30 * SECOND },
    { blocker: null, age: HOUR, wait: 10 * MINUTE },
    { blocker: entry('call', 'sending', 0, MINUTE), wait: 2 * SECOND },
    { blocker: entry('due', 'waiting', 0), wait: 2 * SECOND },
    { blocker: entry('overdue', 'waiting', 0, -MINUTE), wait: 30 * SECOND },
    { blocker: entry('killed', 'sending', 0, -MINUTE), wait: 30 * SECOND },
    { blocker: entry('retried', 'waiting', 0, MINUTE), wait: MINUTE + 2 * SECOND },
    { blocker: entry('far off', 'waiting', 0, 24 * HOUR), wait: 10 * MINUTE },
  ])('looks again when it may be gone: $blocker.messageId', ({ blocker, age = 0, wait }) => {
    expect(waitFor(blocker, { ...place, createdAt: NOW - age }, NOW) - NOW).toBe(wait);
  });

  it('suspects only what holds it up and has not moved for ten minutes after its time', () => {
    const lane = [
      entry('moving', 'waiting', 5, -10 * MINUTE + 1),
      entry('stuck', 'waiting', 5, -10 * MINUTE),
      entry('killed', 'sending', -5, -HOUR),
      entry('lost', 'unknown', -5, -HOUR),
      entry('harmless', 'waiting', -5, -HOUR),
      entry('message-m', 'sending', 0, -HOUR),
    ];
    expect(overdueBeside(lane, place, NOW)).toEqual(['stuck', 'killed', 'lost']);
  });
});

describe('the lane of a person', () => {
  const lane = [entry('third', 'waiting', 1), entry('lost', 'unknown', 9), entry('second', 'waiting', 2)];

  it('has one entry a message', () => {
    const changed = withEntry(lane, entry('second', 'sending', 2));
    expect(changed.map(({ messageId, state }) => [messageId, state])).toEqual([
      ['third', 'waiting'],
      ['lost', 'unknown'],
      ['second', 'sending'],
    ]);
  });

  it('knows who goes next, and whose outcome nobody knows', () => {
    expect(nextInLane(lane, 'first')?.messageId).toBe('second');
    expect(nextInLane(lane, 'second')?.messageId).toBe('third');
    expect(nextInLane([entry('call', 'sending', 1)], 'first')).toBeNull();
    expect(unknownBeside(lane, 'second').map(({ messageId }) => messageId)).toEqual(['lost']);
    expect(unknownBeside(lane, 'lost')).toEqual([]);
  });
});
