/** What Twilio's console would show about a webhook that went wrong. */
export interface DebuggerEntry {
  /** ISO 8601. */
  readonly at: string;
  /** https://www.twilio.com/docs/api/errors */
  readonly code: number;
  readonly message: string;
  readonly url: string | null;
}

export class DebuggerLog {
  readonly #now: () => number;
  #entries: DebuggerEntry[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  record(code: number, message: string, url: string | null = null): void {
    this.#entries.push({ at: new Date(this.#now()).toISOString(), code, message, url });
  }

  /** Oldest first. */
  entries(): readonly DebuggerEntry[] {
    return [...this.#entries];
  }

  clear(): void {
    this.#entries = [];
  }
}
