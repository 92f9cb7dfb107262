import { DAY } from '../../domain/shared/clock.ts';
import type { LogFields } from '../../domain/shared/logger.ts';
import { isConstant, isIdentifier, REDACTED } from './constant-form.ts';

type FieldForm = (value: unknown) => boolean;
type PlainFields = Omit<LogFields, 'error'>;

const matches =
  (form: RegExp): FieldForm =>
  (value) =>
    typeof value === 'string' && form.test(value);

const wholeNumber =
  (least: number, most: number): FieldForm =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

const duration: FieldForm = (value) => typeof value === 'number' && value >= 0 && value <= 7 * DAY;

const KEYED_HASH = /^[A-Za-z0-9_-]{22}$/;
const MESSAGE_SID = /^(?:SM|MM)[0-9a-fA-F]{32}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** An id that somebody chose: refused where it is short or a part of it could be a phone number. */
const CHOSEN_ID = /^(?!(?:.*[_-])?\d{9,}(?:[_-]|$))[A-Za-z0-9_-]{8,128}$/;

/** The one form in which each field may be written. A new field needs its form here before it compiles. */
const forms: { readonly [Name in keyof Required<PlainFields>]: FieldForm } = {
  use_case: isIdentifier,
  function: isIdentifier,
  operation: isConstant,
  outcome: isConstant,
  reason: isConstant,
  code: isConstant,
  state: isConstant,
  provider_code: wholeNumber(0, 99_999),
  http_status: wholeNumber(100, 599),
  attempt: wholeNumber(0, 9_999),
  count: wholeNumber(0, 999_999),
  duration_ms: duration,
  delay_ms: duration,
  request_id: matches(KEYED_HASH),
  link_id: matches(KEYED_HASH),
  message_id: matches(CHOSEN_ID),
  message_sid: matches(MESSAGE_SID),
  event_id: (value) => matches(UUID)(value) || matches(CHOSEN_ID)(value),
};

/** The fields that are declared, each as it is or, where it does not fit its form, redacted. Anything else is left out. */
export function redactFields(fields: LogFields): Readonly<Record<string, unknown>> {
  const redacted: Record<string, unknown> = {};
  for (const [name, fits] of Object.entries(forms)) {
    // the names come from the table, which has exactly those of LogFields
    const value: unknown = fields[name as keyof PlainFields];
    if (value !== undefined) redacted[name] = fits(value) ? value : REDACTED;
  }
  return redacted;
}
