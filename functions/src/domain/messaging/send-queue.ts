import type { Instant } from '../shared/clock.ts';

export interface SendTask {
  readonly messageId: string;
  /** Grows with every change of the message's state: the same message at the same step is queued once. */
  readonly step: number;
  readonly notBefore: Instant;
}

export interface SendQueue {
  /** Queuing the same message and step again does nothing. Throws `SendQueueUnavailableError`. */
  schedule(task: SendTask): Promise<void>;
}
