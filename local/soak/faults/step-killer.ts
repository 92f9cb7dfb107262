import type { Dice } from '../dice.ts';
import { Tally } from './tally.ts';

/** Where a step is cut: `before` it has any effect, or `after` it, so that nobody hears of it. */
export type Moment = 'before' | 'after';

export interface StepKillerOptions {
  readonly dice: Dice;
  /** Ends the functions at once. */
  readonly kill: () => void;
}

const MOMENTS: readonly Moment[] = ['before', 'after'];
const FARTHEST_STEP = 3;

/**
 * Kills the functions right before or after one of the steps they take outside their process: a call of Firestore, Cloud Tasks, Twilio or
 * the product. It prefers the boundaries it has tried least, so that in the long run each one is hit.
 */
export class StepKiller {
  readonly #options: StepKillerOptions;
  readonly #kills = new Tally();
  readonly #tries = new Tally();
  #target: { readonly includes: (boundary: string) => boolean; remaining: number } | null = null;

  constructor(options: StepKillerOptions) {
    this.#options = options;
  }

  /** Kills at each boundary, such as `before product`, none where it has been seen only. */
  get kills(): Tally {
    return this.#kills;
  }

  /** Chooses the next boundary among those seen so far; where there is none, nothing happens. */
  arm(): void {
    const { dice } = this.#options;
    const rarest = this.#tries.rarest();
    if (rarest.length === 0) return;
    const chosen = dice.pick(rarest);
    this.#tries.count(chosen);
    this.#target = {
      includes: (boundary) => boundary === chosen,
      remaining: Math.ceil(dice.between(0, FARTHEST_STEP)),
    };
  }

  /** Takes the next step that comes in place of the chosen one. */
  takeAny(): void {
    const moment = this.#options.dice.pick(MOMENTS);
    this.#target = { includes: (boundary) => boundary.startsWith(moment), remaining: 1 };
  }

  disarm(): void {
    this.#target = null;
  }

  /** To be asked before each step: where the functions have just been killed, whether the step still has its effect. */
  strike(step: string): Moment | undefined {
    return MOMENTS.find((moment) => this.#reaches(`${moment} ${step}`));
  }

  #reaches(boundary: string): boolean {
    this.#kills.know(boundary);
    this.#tries.know(boundary);
    const target = this.#target;
    if (target?.includes(boundary) !== true) return false;
    target.remaining -= 1;
    if (target.remaining > 0) return false;
    this.#target = null;
    this.#kills.count(boundary);
    this.#options.kill();
    return true;
  }
}
