/** The form parameters of one webhook. Names may repeat or be odd (`__proto__`, brackets); values are never trimmed. */
export class TwilioParameters {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  private constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  /** Null where the bytes are not UTF-8 or a pair has no `=`: Twilio writes neither. */
  static parse(rawBody: Uint8Array): TwilioParameters | null {
    const text = decodeUtf8(rawBody);
    if (text === null || !everyPairHasValue(text)) return null;
    const values = new Map<string, string[]>();
    // URLSearchParams drops one leading question mark; behind an ampersand it is part of the name
    for (const [name, value] of new URLSearchParams(`&${text}`)) {
      const known = values.get(name);
      if (known === undefined) values.set(name, [value]);
      else known.push(value);
    }
    return new TwilioParameters(values);
  }

  /** The first value; null where the parameter is absent or empty. */
  get(name: string): string | null {
    return this.#values.get(name)?.[0] || null;
  }

  isRepeated(name: string): boolean {
    return (this.#values.get(name)?.length ?? 0) > 1;
  }

  /** Every name once, with all its values in the order of arrival. */
  entries(): Iterable<readonly [name: string, values: readonly string[]]> {
    return this.#values.entries();
  }
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The signature has no delimiters: without this rule `a=b` and `a&b` would be signed alike. */
function everyPairHasValue(text: string): boolean {
  return text.split('&').every((pair) => pair === '' || pair.includes('='));
}
