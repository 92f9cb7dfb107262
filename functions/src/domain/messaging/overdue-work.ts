import type { Instant } from '../shared/clock.ts';

export interface OverdueMessage {
  readonly messageId: string;
  readonly step: number;
}

export interface DueCheck {
  readonly messageId: string;
  /** Those that have not arrived, by what was reported; of one that has failed, the failure may not have been acted on. */
  readonly messageSids: readonly string[];
}

/** What should have happened by now and has not, oldest first and at most `limit`. */
export interface OverdueWork {
  outbound(before: Instant, limit: number): Promise<readonly OverdueMessage[]>;
  inbound(
    before: Instant,
    limit: number,
  ): Promise<readonly { readonly messageSid: string; readonly userId: string; readonly inLine: boolean }[]>;
  events(
    before: Instant,
    limit: number,
  ): Promise<readonly { readonly eventId: string; readonly attempts: number }[]>;
  checks(before: Instant, limit: number): Promise<readonly DueCheck[]>;
}
