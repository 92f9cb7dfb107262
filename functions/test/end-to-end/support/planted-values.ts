const CONFIRMATION_NUMBER = /^\d{6}$/;

type Search = (text: string) => boolean;

/** Values that must stay where they belong, and the search for them. */
export class PlantedValues {
  readonly #searches = new Map<string, Search>();

  plant(...values: readonly string[]): void {
    for (const value of values) if (value !== '') this.#searches.set(value, searchFor(value));
  }

  all(): readonly string[] {
    return [...this.#searches.keys()];
  }

  /** What a text gives away, be it as it is, encoded for an address, or in base64. */
  givenAwayBy(text: string): readonly string[] {
    return [...this.#searches].flatMap(([value, isIn]) => (isIn(text) ? [value] : []));
  }

  /** The texts that give anything away. */
  leaksIn(texts: readonly string[]): readonly string[] {
    return texts.filter((text) => this.givenAwayBy(text).length > 0);
  }
}

/** Six digits count alone only: every fraction of a second is full of digits. */
function searchFor(value: string): Search {
  if (CONFIRMATION_NUMBER.test(value)) {
    const alone = new RegExp(`(?<![\\d.])${value}(?!\\d)`);
    return (text) => alone.test(text);
  }
  const spellings = [...new Set([value, ...urlEncodings(value), ...base64Encodings(value)])];
  return (text) => spellings.some((spelling) => text.includes(spelling));
}

function urlEncodings(value: string): readonly string[] {
  return [encodeURIComponent(value), new URLSearchParams([['', value]]).toString().slice(1)];
}

/** Where the value begins in the encoded bytes decides how it looks; only whole characters of it are searched for. */
function base64Encodings(value: string): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
    const whole = [Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6)] as const;
    return (['base64', 'base64url'] as const).map((encoding) => bytes.toString(encoding).slice(...whole));
  });
}
