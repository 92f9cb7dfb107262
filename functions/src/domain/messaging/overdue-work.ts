import type { Instant } from '../shared/clock.ts';

/** Something that should have happened. */
export interface Overdue {
  readonly dueAt: Instant;
}

export interface OverdueMessage extends Overdue {
  readonly messageId: string;
  readonly step: number;
}

export interface OverdueInbound extends Overdue {
  readonly messageSid: string;
  readonly userId: string;
  readonly inLine: boolean;
}

export interface OverdueEvent extends Overdue {
  readonly eventId: string;
  readonly attempts: number;
}

export interface DueCheck extends Overdue {
  readonly messageId: string;
  /** Those that have not arrived, by what was reported; of one that has failed, the failure may not have been acted on. */
  readonly messageSids: readonly string[];
}

/** What should have happened by now and has not, oldest first and at most `limit`. */
export interface OverdueWork {
  outbound(before: Instant, limit: number): Promise<readonly OverdueMessage[]>;
  inbound(before: Instant, limit: number): Promise<readonly OverdueInbound[]>;
  events(before: Instant, limit: number): Promise<readonly OverdueEvent[]>;
  checks(before: Instant, limit: number): Promise<readonly DueCheck[]>;
}
