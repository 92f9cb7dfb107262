import type { Instant } from '../../../functions/src/domain/shared/clock.ts';

export interface SilentPeriod {
  readonly from: Instant;
  /** Null where it has not ended. */
  readonly until: Instant | null;
}

/** When somebody was to get no messages: from the moment that Linkline had acknowledged it, until they first did anything to change that. */
export class Silence {
  readonly #periods = new Map<string, SilentPeriod[]>();

  /** The subject is a phone or a user. */
  begin(subject: string, at: Instant): void {
    const periods = this.#periods.get(subject) ?? [];
    this.#periods.set(subject, periods);
    if (periods.at(-1)?.until !== null) periods.push({ from: at, until: null });
  }

  end(subject: string, at: Instant): void {
    const periods = this.#periods.get(subject);
    const last = periods?.at(-1);
    if (periods !== undefined && last?.until === null) periods.splice(-1, 1, { from: last.from, until: at });
  }

  covers(subject: string, at: Instant): boolean {
    const periods = this.#periods.get(subject) ?? [];
    return periods.some(({ from, until }) => from < at && (until === null || at < until));
  }

  get count(): number {
    return [...this.#periods.values()].reduce((sum, periods) => sum + periods.length, 0);
  }
}

/** Who was to get nothing, and why. */
export class Silences {
  /** By phone: STOP was answered, and START not sent since. */
  readonly stopped = new Silence();
  /** By phone: UNLINK was answered, and no code sent since. */
  readonly unlinkedPhones = new Silence();
  /** By user: the app has ended the link, and started no new one since. */
  readonly unlinkedUsers = new Silence();
}
