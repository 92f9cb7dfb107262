import { conversationsOf, conversationWith } from './conversations.ts';
import { linkChangeOf, linksIn } from './link-changes.ts';
import { outboxChangeOf, outboxIn } from './outbox-changes.ts';
import type { PageEventName, PageEvents } from './page-protocol.ts';
import type { PageWorld } from './page-world.ts';

export type PageEventListener = <Name extends PageEventName>(name: Name, data: PageEvents[Name]) => void;

const TELL_TIME_EVERY = 5_000;

/** Tells every open page what happens in the world, as it happens. */
export class LiveFeed {
  readonly #world: PageWorld;
  readonly #listeners = new Set<PageEventListener>();
  readonly #stops: readonly (() => void)[];
  #toldFaults: string;

  constructor(world: PageWorld) {
    this.#world = world;
    const { simulator, activity } = world;
    const timer = setInterval(() => this.tellTime(), TELL_TIME_EVERY);
    this.#toldFaults = JSON.stringify(simulator.faults.active());
    this.#stops = [
      () => clearInterval(timer),
      simulator.onMessage((message) => {
        this.#tell('conversation', conversationWith(message, simulator.messages()));
      }),
      activity.subscribe((happened) => {
        this.#tell('activity', happened);
        const link = linkChangeOf(happened);
        if (link) this.#tell('link', link);
        const outbound = outboxChangeOf(happened);
        if (outbound) this.#tell('outbound', outbound);
        this.tellFaults();
      }),
    ];
  }

  /** The listener gets a snapshot at once. */
  subscribe(listener: PageEventListener): () => void {
    listener('snapshot', this.#snapshot());
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tellTime(): void {
    this.#tell('clock', { now: this.#world.clock.now() });
  }

  /** Says nothing where the faults are as they were told last. */
  tellFaults(): void {
    const faults = this.#world.simulator.faults.active();
    const told = JSON.stringify(faults);
    if (told === this.#toldFaults) return;
    this.#toldFaults = told;
    this.#tell('faults', faults);
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#listeners.clear();
  }

  #snapshot(): PageEvents['snapshot'] {
    const { clock, activity, simulator, firestore } = this.#world;
    const documents = firestore.documents();
    return {
      now: clock.now(),
      activities: activity.recent(),
      conversations: conversationsOf(simulator.messages()),
      links: linksIn(documents),
      outbox: outboxIn(documents),
      faults: simulator.faults.active(),
    };
  }

  #tell<Name extends PageEventName>(name: Name, data: PageEvents[Name]): void {
    for (const listener of this.#listeners) listener(name, data);
  }
}
