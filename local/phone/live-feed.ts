import { conversationsOf, conversationWith } from './conversations.ts';
import type { PageEventName, PageEvents, PhoneIdentity } from './page-protocol.ts';
import type { PageWorld } from './page-world.ts';
import type { PhoneIdentities } from './phone-identities.ts';
import { linkDocuments, outboxDocuments, pauseDocuments } from './watched-documents.ts';

export type PageEventListener = <Name extends PageEventName>(name: Name, data: PageEvents[Name]) => void;

const TELL_TIME_EVERY = 5_000;

/** Tells every open page what happens in the world, as it happens. */
export class LiveFeed {
  readonly #world: PageWorld;
  readonly #identities: PhoneIdentities;
  readonly #listeners = new Set<PageEventListener>();
  readonly #stops: readonly (() => void)[];
  #toldFaults: string;

  constructor(world: PageWorld, identities: PhoneIdentities) {
    this.#world = world;
    this.#identities = identities;
    const { simulator, activity } = world;
    const timer = setInterval(() => this.tellTime(), TELL_TIME_EVERY);
    this.#toldFaults = JSON.stringify(simulator.faults.active());
    this.#stops = [
      () => clearInterval(timer),
      simulator.onMessage((message) => {
        this.#tell('conversation', conversationWith(message, simulator.messages(), identities));
      }),
      activity.subscribe((happened) => {
        this.#tell('activity', happened);
        const link = linkDocuments.changeOf(happened);
        if (link) this.#tell('link', link);
        const outbound = outboxDocuments.changeOf(happened);
        if (outbound) this.#tell('outbound', outbound);
        const pause = pauseDocuments.changeOf(happened);
        if (pause) this.#tell('pause', pause);
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

  tellIdentity(identity: PhoneIdentity): void {
    this.#tell('identity', identity);
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
      conversations: conversationsOf(simulator.messages(), this.#identities),
      identities: this.#identities.changed(),
      links: linkDocuments.in(documents),
      outbox: outboxDocuments.in(documents),
      pause: pauseDocuments.in(documents)[0] ?? { pause: null },
      faults: simulator.faults.active(),
    };
  }

  #tell<Name extends PageEventName>(name: Name, data: PageEvents[Name]): void {
    for (const listener of this.#listeners) listener(name, data);
  }
}
