const DIGITS = 6;

/** The first code points of decimal digits that keyboards type: Latin, Arabic, Persian, Devanagari. */
const ZEROS = [0x30, 0x660, 0x6f0, 0x966] as const;

/** The digits of what was typed or pasted, in whichever script, as Latin ones; at most six. */
export function digitsOf(text: string): string {
  return Array.from(text, latinDigit).join('').slice(0, DIGITS);
}

function latinDigit(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  const zero = ZEROS.find((zero) => codePoint >= zero && codePoint <= zero + 9);
  return zero === undefined ? '' : String(codePoint - zero);
}

/** `123 456`: two groups, as people read them. */
export function formatDigits(digits: string): string {
  return digits.length > DIGITS / 2 ? `${digits.slice(0, DIGITS / 2)} ${digits.slice(DIGITS / 2)}` : digits;
}

export function isComplete(digits: string): boolean {
  return digits.length === DIGITS;
}
