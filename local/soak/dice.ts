import type { RandomSource } from '../../functions/src/domain/shared/random-source.ts';
import { SeededRandomSource } from '../world/seeded-random-source.ts';

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

/**
 * Dice of their own for each place where something is chosen: how often one place asks changes nothing for the others, so that the n-th choice of
 * a place depends on the seed alone.
 */
export class DiceSet {
  readonly #seed: number;
  readonly #dice = new Map<string, Dice>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  of(place: string): Dice {
    const known = this.#dice.get(place);
    if (known !== undefined) return known;
    const dice = new Dice(new SeededRandomSource(this.#seed ^ hash(place)));
    this.#dice.set(place, dice);
    return dice;
  }
}

/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let value = 0x81_1c_9d_c5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01_00_01_93);
  return value | 0;
}
