import type { LogFields, Logger } from '../../domain/shared/logger.ts';
import { isConstant, REDACTED } from './constant-form.ts';
import { describeError } from './describe-error.ts';
import { redactFields } from './log-field-forms.ts';
import type { LogLevel } from './log-level.ts';
import { currentTrace } from './trace-context.ts';

const REPORTED_ERROR = 'type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent';

export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
  readonly [field: string]: unknown;
}

interface StructuredLoggerOptions {
  readonly projectId: string;
  readonly service: string;
  readonly write: (entry: LogEntry) => void;
}

/** Makes entries that hold nothing but constants, counts, ids and places in the code, whatever it is given. */
export class StructuredLogger implements Logger {
  readonly #options: StructuredLoggerOptions;

  constructor(options: StructuredLoggerOptions) {
    this.#options = options;
  }

  debug(event: string, fields?: LogFields): void {
    this.#log('debug', event, fields);
  }

  info(event: string, fields?: LogFields): void {
    this.#log('info', event, fields);
  }

  warn(event: string, fields?: LogFields): void {
    this.#log('warn', event, fields);
  }

  error(event: string, fields?: LogFields): void {
    this.#log('error', event, fields);
  }

  #log(level: LogLevel, event: string, { error, ...fields }: LogFields = {}): void {
    this.#options.write({
      ...redactFields(fields),
      ...(error !== undefined && this.#errorFields(level, error)),
      ...this.#traceFields(),
      level,
      message: isConstant(event) ? event : REDACTED,
    });
  }

  /** Only what is logged as an error becomes a report: https://cloud.google.com/error-reporting/docs/formatting-error-messages */
  #errorFields(level: LogLevel, error: unknown): Readonly<Record<string, unknown>> {
    const description = describeError(error);
    if (level !== 'error') return { ...description };
    return { ...description, '@type': REPORTED_ERROR, serviceContext: { service: this.#options.service } };
  }

  #traceFields(): Readonly<Record<string, unknown>> {
    const trace = currentTrace();
    if (trace === null) return {};
    return {
      'logging.googleapis.com/trace': `projects/${this.#options.projectId}/traces/${trace.traceId}`,
      ...(trace.spanId !== null && { 'logging.googleapis.com/spanId': trace.spanId }),
      'logging.googleapis.com/trace_sampled': trace.isSampled,
    };
  }
}
