import type { Instant } from '../../functions/src/domain/shared/clock.ts';

/** One call of a task queue function that is still to be made. */
export interface Task {
  readonly id: string;
  readonly notBefore: Instant;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that one attempt may take. */
  readonly deadline: number;
}

/** One attempt to deliver a task; earlier attempts count towards `attempts`, answered ones towards `answers`. */
export interface Attempt {
  readonly task: Task;
  readonly scheduledAt: Instant;
  readonly attempts: number;
  readonly answers: number;
  readonly previousStatus: number | null;
}
