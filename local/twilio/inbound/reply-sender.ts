import { REPLY_LIMIT_EXCEEDED } from '../debugger/debugger-codes.ts';
import type { DebuggerLog } from '../debugger/debugger-log.ts';
import type { MessageStore } from '../messages/message-store.ts';
import { phoneOf, type StoredMessage } from '../messages/stored-message.ts';
import type { RandomSource } from '../random-source.ts';
import type { MessageLifecycle } from '../status/message-lifecycle.ts';
import type { Reply } from './interpretation.ts';

const LOOP_REPLIES = 15;
const LOOP_PERIOD = 30_000;

interface Dependencies {
  readonly messages: MessageStore;
  readonly lifecycle: MessageLifecycle;
  readonly debuggerLog: DebuggerLog;
  readonly random: RandomSource;
  readonly now: () => number;
}

/** Sends what answered an inbound message back to its phone. */
export class ReplySender {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  send(inbound: StoredMessage, reply: Reply, origin: 'webhook-reply' | 'twilio'): void {
    const { messages, lifecycle, random } = this.#dependencies;
    const message = messages.add({
      sid: random.sid(reply.mediaUrls.length > 0 ? 'MM' : 'SM'),
      origin,
      from: inbound.to,
      to: inbound.from,
      body: reply.text,
      mediaUrls: reply.mediaUrls,
      status: 'queued',
    });
    this.#warnOfLoop(message);
    void lifecycle.start(message, { failure: null });
  }

  /** Twilio would drop the reply; here it is only reported, so that a frozen clock stops no conversation. */
  #warnOfLoop({ to }: StoredMessage): void {
    const { messages, debuggerLog, now } = this.#dependencies;
    const since = now() - LOOP_PERIOD;
    const replies = messages
      .all()
      .filter(
        (other) => other.origin === 'webhook-reply' && phoneOf(other) === to && other.createdAt > since,
      );
    if (replies.length > LOOP_REPLIES) {
      debuggerLog.record(REPLY_LIMIT_EXCEEDED, 'More than 15 replies to one phone within 30 seconds.');
    }
  }
}
