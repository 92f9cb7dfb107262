import type { LogFields, Logger } from '../../../src/domain/shared/logger.ts';

export interface RecordedEntry extends LogFields {
  readonly level: keyof Logger;
  readonly event: string;
}

/** Keeps what was logged. */
export class RecordingLogger implements Logger {
  readonly entries: RecordedEntry[] = [];

  debug(event: string, fields?: LogFields): void {
    this.#record('debug', event, fields);
  }

  info(event: string, fields?: LogFields): void {
    this.#record('info', event, fields);
  }

  warn(event: string, fields?: LogFields): void {
    this.#record('warn', event, fields);
  }

  error(event: string, fields?: LogFields): void {
    this.#record('error', event, fields);
  }

  #record(level: keyof Logger, event: string, fields: LogFields = {}): void {
    this.entries.push({ level, event, ...fields });
  }
}
