/** How often each thing happened, by name. */
export class Tally {
  readonly #counts = new Map<string, number>();

  count(name: string): void {
    this.#counts.set(name, this.of(name) + 1);
  }

  /** Makes the name known, be it with none. */
  know(name: string): void {
    this.#counts.set(name, this.of(name));
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  entries(): readonly (readonly [name: string, count: number])[] {
    return [...this.#counts].toSorted(([one], [other]) => one.localeCompare(other));
  }

  /** The names that `belongs` accepts and that came up least. */
  rarest(belongs: (name: string) => boolean = () => true): readonly string[] {
    const own = [...this.#counts].filter(([name]) => belongs(name));
    const least = Math.min(...own.map(([, count]) => count));
    return own.filter(([, count]) => count === least).map(([name]) => name);
  }
}
