/**
 * Everything a log line may say besides its event. No field can hold a number, a name, a message text, a code or a token:
 * what is worth logging gets a field here, and the adapter drops values that do not fit the field's form.
 */
export interface LogFields {
  readonly use_case?: string;
  readonly function?: string;
  readonly operation?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly code?: string;
  readonly state?: string;
  readonly provider_code?: number;
  readonly http_status?: number;
  readonly attempt?: number;
  readonly count?: number;
  readonly duration_ms?: number;
  readonly delay_ms?: number;
  readonly request_id?: string;
  readonly link_id?: string;
  readonly message_id?: string;
  readonly message_sid?: string;
  readonly event_id?: string;
  readonly error?: unknown;
}

/** `event` is a constant in kebab-case, never built from data. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
