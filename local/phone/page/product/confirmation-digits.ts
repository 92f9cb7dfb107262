const DIGITS = 6;

/** The digits of what was typed or pasted, at most six. */
export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '').slice(0, DIGITS);
}

/** `123 456`: two groups, as people read them. */
export function formatDigits(digits: string): string {
  return digits.length > DIGITS / 2 ? `${digits.slice(0, DIGITS / 2)} ${digits.slice(DIGITS / 2)}` : digits;
}

export function isComplete(digits: string): boolean {
  return digits.length === DIGITS;
}
