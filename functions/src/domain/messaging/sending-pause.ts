import type { Instant } from '../shared/clock.ts';

/** Nothing is sent: our configuration or account is at fault, or an operator wants it so. */
export interface SendingPause {
  readonly since: Instant;
  /** A constant in kebab-case; `operator` where somebody paused by hand. */
  readonly reason: string;
  readonly providerCode: number | null;
  readonly advice: string | null;
  /** When one message may try whether it works again; null where only an operator resumes. */
  readonly probeAt: Instant | null;
}

export interface SendingPauseRepository {
  find(): Promise<SendingPause | null>;
  /** Null resumes. */
  save(pause: SendingPause | null): void;
}
