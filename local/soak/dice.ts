import type { RandomSource } from '../../functions/src/domain/shared/random-source.ts';

/** Every choice of a soak, from one source: the same seed makes the same choices. */
export class Dice {
  readonly #random: RandomSource;

  constructor(random: RandomSource) {
    this.#random = random;
  }

  happens(probability: number): boolean {
    return this.#random.unit() < probability;
  }

  between(least: number, most: number): number {
    return least + this.#random.unit() * (most - least);
  }

  /** Throws where there is nothing to choose from. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#random.unit() * items.length)];
    if (item === undefined) throw new RangeError('There is nothing to choose from.');
    return item;
  }
}
