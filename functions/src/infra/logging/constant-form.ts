export const REDACTED = '[redacted]';

const CONSTANT = /^(?=.{1,64}$)[a-z]+(?:[-_][a-z]+)*$/;
const IDENTIFIER = /^(?=.{1,64}$)[A-Za-z]+(?:[-_][a-z]+)*$/;

/** Words of letters only, as the constants of the code are: no number and hardly a code or token passes for one. */
export function isConstant(value: unknown): boolean {
  return typeof value === 'string' && CONSTANT.test(value);
}

/** The name of something in the code, such as a deployed function or a use case; every constant is one as well. */
export function isIdentifier(value: unknown): boolean {
  return typeof value === 'string' && IDENTIFIER.test(value);
}
