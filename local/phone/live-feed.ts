import { conversationsOf, conversationWith } from './conversations.ts';
import { linkChangeOf, linksIn } from './link-changes.ts';
import type { PageEventName, PageEvents } from './page-protocol.ts';
import type { PageWorld } from './page-world.ts';

export type PageEventListener = <Name extends PageEventName>(name: Name, data: PageEvents[Name]) => void;

const TELL_TIME_EVERY = 5_000;

/** Tells every open page what happens in the world, as it happens. */
export class LiveFeed {
  readonly #world: PageWorld;
  readonly #listeners = new Set<PageEventListener>();
  readonly #stops: readonly (() => void)[];

  constructor(world: PageWorld) {
    this.#world = world;
    const { simulator, activity, clock } = world;
    const timer = setInterval(() => this.#tell('clock', { now: clock.now() }), TELL_TIME_EVERY);
    this.#stops = [
      () => clearInterval(timer),
      simulator.onMessage((message) => {
        this.#tell('conversation', conversationWith(message, simulator.messages()));
      }),
      activity.subscribe((happened) => {
        this.#tell('activity', happened);
        const link = linkChangeOf(happened);
        if (link) this.#tell('link', link);
      }),
    ];
  }

  /** The listener gets a snapshot at once. */
  subscribe(listener: PageEventListener): () => void {
    listener('snapshot', this.#snapshot());
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#listeners.clear();
  }

  #snapshot(): PageEvents['snapshot'] {
    const { clock, activity, simulator, firestore } = this.#world;
    return {
      now: clock.now(),
      activities: activity.recent(),
      conversations: conversationsOf(simulator.messages()),
      links: linksIn(firestore.documents()),
    };
  }

  #tell<Name extends PageEventName>(name: Name, data: PageEvents[Name]): void {
    for (const listener of this.#listeners) listener(name, data);
  }
}
