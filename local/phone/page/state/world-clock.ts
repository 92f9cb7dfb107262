import { signal, type ReadonlySignal, type Signal } from '@preact/signals';

/** The world's time, told by its server now and then and counted on by the browser's clock in between. */
export class WorldClock {
  readonly #browserNow: () => number;
  readonly #now: Signal<number>;
  #offset = 0;

  constructor(browserNow: () => number) {
    this.#browserNow = browserNow;
    this.#now = signal(browserNow());
  }

  get now(): ReadonlySignal<number> {
    return this.#now;
  }

  adjust(worldNow: number): void {
    this.#offset = worldNow - this.#browserNow();
    this.tick();
  }

  tick(): void {
    this.#now.value = this.#browserNow() + this.#offset;
  }
}
