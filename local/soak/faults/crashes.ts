import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionsProcess } from '../../functions-process/functions-process.ts';
import { SECOND } from '../../../functions/src/domain/shared/clock.ts';
import type { Dice } from '../dice.ts';
import { StepKiller } from './step-killer.ts';

export interface CrashesOptions {
  readonly functions: FunctionsProcess;
  readonly dice: Dice;
  /** Milliseconds of real time that the functions work undisturbed at most. */
  readonly longestLife: number;
  /** After so many they are left in peace. */
  readonly mostKills: number;
}

const SHORTEST_LIFE = 300;
/** How long a step may take to come. */
const PATIENCE = 1_000;
/** Every fifth kill comes at any moment. */
const AT_ANY_MOMENT = 5;
const LONGEST_OUTAGE = 300;
const LARGEST_SKEW = 5 * SECOND;

/** Kills the functions again and again, between two steps or at any moment, and starts them anew with a clock that is a little off. */
export class Crashes {
  readonly killer: StepKiller;
  readonly #options: CrashesOptions;
  #atRandom = 0;
  #killed = Promise.withResolvers<true>();

  constructor(options: CrashesOptions) {
    this.#options = options;
    this.killer = new StepKiller({
      dice: options.dice,
      kill: () => {
        void options.functions.kill();
        this.#killed.resolve(true);
      },
    });
  }

  /** Kills that hit no chosen step. */
  get atRandom(): number {
    return this.#atRandom;
  }

  get total(): number {
    return this.#atRandom + this.killer.kills.total;
  }

  /** Until the signal aborts or there were enough; the functions run again then, by the right time. */
  async rage(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.total < this.#options.mostKills) await this.#oneLife(signal);
    this.#options.functions.skewClock(0);
  }

  async #oneLife(signal: AbortSignal): Promise<void> {
    const { functions, dice, longestLife } = this.#options;
    await pause(dice.between(SHORTEST_LIFE, longestLife), signal);
    if (signal.aborted) return;
    const isAtStep = (this.total + 1) % AT_ANY_MOMENT !== 0 && (await this.#killAtStep());
    if (!isAtStep) this.#atRandom += 1;
    await functions.kill();
    await sleep(dice.between(0, LONGEST_OUTAGE));
    functions.skewClock(Math.round(dice.between(-LARGEST_SKEW, LARGEST_SKEW)));
    await functions.restart();
  }

  /** At the chosen step, or the next one where that does not come. False where none comes. */
  async #killAtStep(): Promise<boolean> {
    const { killer } = this;
    this.#killed = Promise.withResolvers();
    killer.arm();
    let isKilled = await this.#killedWithin(PATIENCE);
    if (!isKilled) {
      killer.takeAny();
      isKilled = await this.#killedWithin(PATIENCE);
    }
    killer.disarm();
    return isKilled;
  }

  async #killedWithin(milliseconds: number): Promise<boolean> {
    return await Promise.race([this.#killed.promise, sleep(milliseconds, false)]);
  }
}

/** Ends early when the signal aborts. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
