const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const MESSAGE = /^LINK([\s:\p{Dash}]+)([0-9A-Z]{4})([\s\p{Dash}]*)([0-9A-Z]{4})[.!]?$/u;
const ONE_DASH = /^\p{Dash}$/u;
/** Letters and digits together, as no word and no number has them. */
const MIXED = /[A-Z]\d|\d[A-Z]/;

/** Eight Crockford base32 characters, 40 random bits: https://www.crockford.com/base32.html */
export interface LinkCode {
  readonly characters: string;
}

/** Further bytes than five are ignored; fewer throw a `RangeError`, because they would make a code that can be guessed. */
export function linkCodeFrom(bytes: Uint8Array): LinkCode {
  if (bytes.length < 5) throw new RangeError('A link code needs five random bytes.');
  let bits = 0n;
  for (const byte of bytes.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let characters = '';
  for (let position = 0; position < LENGTH; position += 1) {
    characters = ALPHABET.charAt(Number(bits & 31n)) + characters;
    bits >>= 5n;
  }
  return { characters };
}

/** The whole message a person sends: "LINK XXXX-XXXX". */
export function formatLinkMessage(code: LinkCode): string {
  return `LINK ${code.characters.slice(0, 4)}-${code.characters.slice(4)}`;
}

/**
 * Reads a whole message, forgiving case, spaces, dashes and look-alikes; null where it is not a link message. In any other form
 * than the given one a code must mix letters and digits: "Link WhatsApp", "link: best-deal" and "link room 1234" are sentences.
 */
export function parseLinkMessage(text: string): LinkCode | null {
  const match = MESSAGE.exec(text.normalize('NFKC').trim().toUpperCase());
  if (match === null) return null;
  const [, separator, first = '', between = '', second = ''] = match;
  const isAsGiven = separator === ' ' && ONE_DASH.test(between);
  if (!isAsGiven && !MIXED.test(first) && !MIXED.test(second)) return null;
  const characters = (first + second).replace(/O/g, '0').replace(/[IL]/g, '1');
  return characters.includes('U') ? null : { characters };
}
