/** Values that must stay where they belong, and the search for them. */
export class PlantedValues {
  readonly #values = new Set<string>();

  plant(...values: readonly string[]): void {
    for (const value of values) if (value !== '') this.#values.add(value);
  }

  all(): readonly string[] {
    return [...this.#values];
  }

  /** What a text gives away. Six digits count alone only: every fraction of a second is full of digits. */
  givenAwayBy(text: string): readonly string[] {
    return this.all().filter((value) =>
      /^\d{6}$/.test(value) ? new RegExp(`(?<![\\d.])${value}(?!\\d)`).test(text) : text.includes(value),
    );
  }

  /** The texts that give anything away. */
  leaksIn(texts: readonly string[]): readonly string[] {
    return texts.filter((text) => this.givenAwayBy(text).length > 0);
  }
}
