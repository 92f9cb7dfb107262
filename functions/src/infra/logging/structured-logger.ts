import type { LogFields, Logger } from '../../domain/shared/logger.ts';
import { isConstant, REDACTED } from './constant-form.ts';
import { describeError } from './describe-error.ts';
import { redactFields } from './log-field-forms.ts';
import type { LogLevel } from './log-level.ts';
import { isWritten } from './log-sampling.ts';
import { currentRequest, currentTrace, type TraceContext } from './trace-context.ts';

const REPORTED_ERROR = 'type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent';

export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
  readonly [field: string]: unknown;
}

export interface StructuredLoggerOptions {
  readonly projectId: string;
  /** Under which Error Reporting counts errors: the deployed function. */
  readonly service: string;
  /** The deployed revision, so that an error is known to be new. */
  readonly version?: string | undefined;
  /** How many of a hundred traces are told in full; all of them by default. */
  readonly samplePercent?: number | undefined;
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
    const { samplePercent = 100, write } = this.#options;
    const trace = currentTrace();
    if (!isWritten(level, trace, samplePercent)) return;
    write({
      ...redactFields(fields),
      ...(error !== undefined && this.#errorFields(level, error, fields.http_status)),
      ...(trace !== null && this.#traceFields(trace)),
      level,
      message: isConstant(event) ? event : REDACTED,
    });
  }

  /** Only what is logged as an error becomes a report: https://cloud.google.com/error-reporting/docs/formatting-error-messages */
  #errorFields(
    level: LogLevel,
    error: unknown,
    httpStatus: number | undefined,
  ): Readonly<Record<string, unknown>> {
    const description = describeError(error);
    if (level !== 'error') return { ...description };
    const { service, version } = this.#options;
    return {
      ...description,
      '@type': REPORTED_ERROR,
      serviceContext: { service, ...(version !== undefined && { version }) },
      ...reportContext(httpStatus),
    };
  }

  #traceFields({
    traceId,
    spanId,
    parentSpanId,
    isSampled,
  }: TraceContext): Readonly<Record<string, unknown>> {
    return {
      'logging.googleapis.com/trace': `projects/${this.#options.projectId}/traces/${traceId}`,
      ...(spanId !== null && { 'logging.googleapis.com/spanId': spanId }),
      ...(parentSpanId !== undefined && { parent_span_id: parentSpanId }),
      'logging.googleapis.com/trace_sampled': isSampled,
    };
  }
}

/** https://cloud.google.com/error-reporting/reference/rest/v1beta1/ErrorContext: of a request, nothing that its sender chose. */
function reportContext(responseStatusCode: number | undefined): Readonly<Record<string, unknown>> {
  const request = currentRequest();
  if (request === null) return {};
  const { method, path: url } = request;
  const status = responseStatusCode === undefined ? {} : { responseStatusCode };
  return { context: { httpRequest: { method, url, ...status } } };
}
