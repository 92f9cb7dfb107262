import type { Pairs } from '../end-to-end/support/webhook-caller.ts';

const HEXADECIMAL = '0123456789abcdef';
const [AMPERSAND, EQUALS, PERCENT, PLUS, SPACE] = [0x26, 0x3d, 0x25, 0x2b, 0x20];

/** Reads a form byte by byte, as https://url.spec.whatwg.org/#urlencoded-parsing says: what the judgement rests on. */
export function readForm(body: Uint8Array): Pairs {
  return splitAt(body, AMPERSAND)
    .filter((pair) => pair.length > 0)
    .map((pair) => {
      const equals = pair.indexOf(EQUALS);
      const [name, value] =
        equals < 0 ? [pair, new Uint8Array()] : [pair.subarray(0, equals), pair.subarray(equals + 1)];
      return [textOf(name), textOf(value)] as const;
    });
}

/** Without what no form of Twilio's has: bytes that are not UTF-8, and names without a value. */
export function isProperForm(body: Uint8Array): boolean {
  const text = Buffer.from(body).toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(body)) return false;
  return splitAt(body, AMPERSAND).every((pair) => pair.length === 0 || pair.includes(EQUALS));
}

/** The first value, as the parameters count. */
export function firstOf(pairs: Pairs, wanted: string): string {
  return pairs.find(([name]) => name === wanted)?.[1] ?? '';
}

function splitAt(bytes: Uint8Array, separator: number): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let to = bytes.indexOf(separator); to >= 0; to = bytes.indexOf(separator, from)) {
    parts.push(bytes.subarray(from, to));
    from = to + 1;
  }
  return [...parts, bytes.subarray(from)];
}

function textOf(bytes: Uint8Array): string {
  const decoded = Buffer.alloc(bytes.length);
  let length = 0;
  for (let position = 0; position < bytes.length; position += 1) {
    const byte = bytes[position] ?? 0;
    const code = byte === PERCENT ? codeOf(bytes[position + 1], bytes[position + 2]) : null;
    if (code !== null) position += 2;
    decoded[length] = code ?? (byte === PLUS ? SPACE : byte);
    length += 1;
  }
  return decoded.toString('utf8', 0, length);
}

/** Null where the two are no hexadecimal digits. */
function codeOf(high: number | undefined, low: number | undefined): number | null {
  const digits = [high, low].map((digit) =>
    HEXADECIMAL.indexOf(String.fromCharCode(digit ?? 0).toLowerCase()),
  );
  const [first = -1, second = -1] = digits;
  return first < 0 || second < 0 ? null : first * HEXADECIMAL.length + second;
}
