import type { Instant } from '../shared/clock.ts';

export interface SendTask {
  readonly messageId: string;
  /** Grows with every change of the message's state: the same message at the same step is queued once for each cause. */
  readonly step: number;
  readonly notBefore: Instant;
  /** Why it is queued besides its own turn: a task that was lost has used its name up. A constant of the code and a number. */
  readonly cause?: string;
}

export interface SendQueue {
  /** Queuing the same again does nothing. Throws `SendQueueUnavailableError`. */
  schedule(task: SendTask): Promise<void>;
}

/** Moves on the messages of one user, or one message that has left the line. */
export interface ProcessTask {
  readonly userId: string;
  /** Null for the user's line. */
  readonly messageSid: string | null;
  readonly notBefore: Instant;
  /** The same cause for the same user or message is queued once. */
  readonly cause: string;
}

export interface ProcessQueue {
  /** Throws `SendQueueUnavailableError`. */
  schedule(task: ProcessTask): Promise<void>;
}

export interface EventTask {
  readonly eventId: string;
  readonly attempt: number;
  readonly notBefore: Instant;
  readonly cause?: string;
}

export interface EventQueue {
  /** Throws `SendQueueUnavailableError`. */
  schedule(task: EventTask): Promise<void>;
}
