import type { Background } from '../background.ts';
import { type Delay, pause } from '../delay.ts';
import type { SimulatorFaults } from '../faults/simulator-faults.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { StatusCallbacks } from './status-callbacks.ts';
import { statusSteps } from './status-steps.ts';

interface Dependencies {
  readonly messages: MessageStore;
  readonly callbacks: StatusCallbacks;
  readonly faults: SimulatorFaults;
  readonly background: Background;
  readonly now: () => number;
  readonly delay: Delay;
}

export interface Course {
  /** The Twilio error that the message ends with; null where it is delivered. */
  readonly failure: number | null;
  readonly begin?: Promise<void>;
}

/** Moves messages through their statuses and has each one reported. */
export class MessageLifecycle {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Resolves when the message has come to rest and every status has been reported. */
  start(message: StoredMessage, course: Course): Promise<void> {
    return this.#dependencies.background.run((signal) => this.#advance(message, course, signal));
  }

  /** Keeps the message back until its time; nobody who waits for the simulator to be idle waits for it. */
  async startLater(message: StoredMessage, due: number, course: Course): Promise<void> {
    const { background, delay, now, messages } = this.#dependencies;
    const { signal } = background;
    await pause(delay, due - now(), signal);
    if (signal.aborted || messages.find(message.sid)?.status !== 'scheduled') return;
    await this.start(message, course);
  }

  /** Changes a message once and reports it. */
  settle(sid: string, change: Partial<StoredMessage>): Promise<void> {
    return this.#dependencies.background.run(async (signal) => {
      const callbacks = this.#dependencies.callbacks.open(signal);
      const changed = this.#dependencies.messages.change(sid, change);
      if (changed !== undefined) callbacks.push(changed);
      await this.#dependencies.background.asleep(callbacks.finish());
    });
  }

  async #advance(message: StoredMessage, { failure, begin }: Course, signal: AbortSignal): Promise<void> {
    const { messages, callbacks, faults, background, delay, now } = this.#dependencies;
    await begin;
    const reports = callbacks.open(signal);
    for (const { status, afterMs } of statusSteps(message, failure, faults.statusCallbacks)) {
      await pause(delay, afterMs, signal);
      if (signal.aborted) return;
      const isFailure = status === 'failed' || status === 'undelivered';
      const changed = messages.change(message.sid, {
        status,
        ...(isFailure && { errorCode: failure }),
        ...(status === 'sent' && { sentAt: now() }),
      });
      if (changed !== undefined) reports.push(changed);
    }
    // each callback is under way by itself
    await background.asleep(reports.finish());
  }
}
