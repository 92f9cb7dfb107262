import { Expression } from 'firebase-functions/params';

/** The value of a function's option where the manifest may hold a parameter; undefined where the platform's default applies. */
export function optionValue(option: unknown): string | number | boolean | undefined {
  const value: unknown = option instanceof Expression ? option.value() : option;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return undefined;
}
