import * as fc from 'fast-check';
import {
  queuedMessage,
  type OutboundMessage,
  type OutboundState,
} from '../../../src/domain/messaging/outbound-message.ts';
import {
  accepted,
  becameUnknown,
  ended,
  leased,
  notFound,
  postponed,
  withAttemptFinished,
} from '../../../src/domain/messaging/outbound-transitions.ts';
import { MINUTE } from '../../../src/domain/shared/clock.ts';
import { delayed, lost, NOW, order, refused, SID } from './outbound-examples.ts';

type Change = (message: OutboundMessage, now: number) => OutboundMessage;

/** All that may happen to a message. */
const changes = {
  lease: (message, now) => leased(message, now, 'a-lease'),
  suppress: (message) => ended(message, 'suppressed', 'opted-out'),
  expire: (message) => ended(message, 'expired', 'service-window-closed'),
  cancel: (message) => ended(message, 'canceled', 'operator'),
  accept: (message, now) => accepted(message, SID, now),
  refuse: (message, now) => ended(withAttemptFinished(message, now, refused), 'failed', refused.reason),
  postpone: (message, now) =>
    postponed(withAttemptFinished(message, now, delayed), now + MINUTE, delayed.reason),
  exhaust: (message, now) => ended(withAttemptFinished(message, now, delayed), 'dead', 'retries-exhausted'),
  'lose the answer': (message, now) =>
    becameUnknown(withAttemptFinished(message, now, lost), now, lost.reason),
  'lose the lease': (message, now) => becameUnknown(message, now, 'lease-expired'),
  find: (message, now) => accepted(message, SID, now),
  miss: notFound,
} as const satisfies Record<string, Change>;

type ChangeName = keyof typeof changes;

/** What may happen in each state. The roads into trouble stand there more than once, so that they are taken often. */
const possible: Readonly<Record<OutboundState, readonly ChangeName[]>> = {
  queued: ['lease', 'lease', 'lease', 'suppress', 'expire', 'cancel'],
  sending: ['accept', 'refuse', 'postpone', 'exhaust', 'lose the answer', 'lose the lease'],
  unknown: ['find', 'miss', 'miss', 'miss'],
  accepted: [],
  undelivered: [],
  failed: [],
  suppressed: [],
  expired: [],
  canceled: [],
  dead: [],
};

export interface Moment {
  readonly change: ChangeName;
  readonly at: number;
  readonly before: OutboundMessage;
  readonly after: OutboundMessage;
}

/** Lives of messages: something that may happen next does happen, again and again, until nothing may. */
export const outboundLives = fc
  .array(fc.record({ choice: fc.nat(), pause: fc.nat({ max: MINUTE }) }), { minLength: 1, maxLength: 40 })
  .map((turns) => {
    const moments: Moment[] = [];
    let before = deeplyFrozen(queuedMessage(order));
    let at = NOW;
    for (const { choice, pause } of turns) {
      const options = possible[before.state];
      const change = options[choice % options.length];
      if (change === undefined) break;
      at += pause;
      const after = deeplyFrozen(changes[change](before, at));
      moments.push({ change, at, before, after });
      before = after;
    }
    return moments;
  });

/** Nothing may happen to a message in this state any more. */
export function isOver(state: OutboundState): boolean {
  return possible[state].length === 0;
}

function deeplyFrozen(message: OutboundMessage): OutboundMessage {
  message.attempts.forEach((attempt) => Object.freeze(attempt));
  Object.freeze(message.attempts);
  return Object.freeze(message);
}
