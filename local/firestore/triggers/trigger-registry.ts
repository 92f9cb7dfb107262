import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseName } from '../store/resource-name.ts';
import type { CommittedChange } from '../store/stored-document.ts';
import { documentEvent, type DocumentEvent } from './document-event.ts';
import type { EventFaults } from './event-faults.ts';
import { pathPattern } from './path-pattern.ts';

const EVENT_PREFIX = 'google.cloud.firestore.document.v1.';
const DEFAULT_DATABASE = '(default)';

export interface FirestoreTrigger {
  readonly name: string;
  /** `google.cloud.firestore.document.v1.` and one of `created`, `updated`, `deleted`, `written`. */
  readonly eventType: string;
  /** A document path in which `{id}` stands for one segment and `{rest=**}` for one or more. */
  readonly document: string;
  readonly database?: string;
  /** Whether a delivery that fails is repeated. */
  readonly retry: boolean;
  /** Rejects when the event was not acknowledged. May be called again with an event it has had. */
  deliver(event: DocumentEvent): Promise<void>;
}

export interface TriggerRegistryOptions {
  readonly createId: () => string;
  readonly location: string;
  /** The waits before each repetition; when they are used up, the event is given up. */
  readonly retryDelaysMs: readonly number[];
  readonly onError: (trigger: FirestoreTrigger, error: unknown) => void;
  readonly faults: EventFaults;
}

interface Registered {
  readonly trigger: FirestoreTrigger;
  readonly matches: (path: string) => boolean;
  /** Lets each event go on that waits to be overtaken. */
  readonly overtaken: Set<() => void>;
}

/** Delivers committed changes to the triggers they match, at least once and in no promised order. */
export class TriggerRegistry {
  readonly #options: TriggerRegistryOptions;
  readonly #registered = new Set<Registered>();
  readonly #inFlight = new Set<Promise<void>>();
  readonly #stopped = new AbortController();

  constructor(options: TriggerRegistryOptions) {
    this.#options = options;
  }

  /** Returns a function that removes the trigger; events under way are still delivered. */
  add(trigger: FirestoreTrigger): () => void {
    if (!isEventType(trigger.eventType)) {
      throw new Error(
        `Trigger ${trigger.name} has the unknown event type "${trigger.eventType}": use ${EVENT_PREFIX}` +
          'created, updated, deleted or written.',
      );
    }
    const registered = { trigger, matches: pathPattern(trigger.document), overtaken: new Set<() => void>() };
    this.#registered.add(registered);
    return () => this.#registered.delete(registered);
  }

  fire(changes: readonly CommittedChange[], database: DatabaseName): void {
    for (const change of changes) {
      for (const registered of this.#registered) {
        const { trigger, matches } = registered;
        const isWatched = (trigger.database ?? DEFAULT_DATABASE) === database.database;
        if (isWatched && matches(change.path) && isOfType(trigger.eventType, change)) {
          this.#start(registered, change, database);
        }
      }
    }
  }

  /** Resolves when nothing is being delivered or waits to be repeated, including what deliveries themselves set off. */
  async idle(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight);
  }

  /** Gives up every waiting repetition. */
  stop(): void {
    this.#registered.clear();
    this.#stopped.abort();
  }

  #start(registered: Registered, change: CommittedChange, database: DatabaseName): void {
    const { createId, location } = this.#options;
    const { eventType } = registered.trigger;
    // after the commit has been answered for, which a subscriber's failure must not touch
    const delivery = Promise.resolve()
      .then(() => documentEvent(createId(), eventType, change, { database, location }))
      .then((event) => this.#deliverWithFault(registered, event))
      .finally(() => this.#inFlight.delete(delivery));
    this.#inFlight.add(delivery);
  }

  async #deliverWithFault({ trigger, overtaken }: Registered, event: DocumentEvent): Promise<void> {
    const fault = this.#options.faults.take(trigger.name);
    if (fault?.kind === 'delay') await this.#pause(fault.delayMs);
    if (fault?.kind === 'overtaken') await this.#untilOvertaken(overtaken, fault.delayMs);
    await this.#deliver(trigger, event);
    if (fault?.kind === 'duplicate') await this.#deliver(trigger, event);
    for (const goOn of overtaken) goOn();
  }

  async #untilOvertaken(waiting: Set<() => void>, delayMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.add(resolve);
    await Promise.race([promise, this.#pause(delayMs)]);
    waiting.delete(resolve);
  }

  async #deliver(trigger: FirestoreTrigger, event: DocumentEvent): Promise<void> {
    const delays = trigger.retry ? this.#options.retryDelaysMs : [];
    for (let attempt = 0; !this.#stopped.signal.aborted; attempt++) {
      try {
        await trigger.deliver(event);
        return;
      } catch (error) {
        const delay = delays[attempt];
        if (delay === undefined) {
          this.#options.onError(trigger, error);
          return;
        }
        await this.#pause(delay);
      }
    }
  }

  async #pause(delayMs: number): Promise<void> {
    // an aborted wait only ends early: the loop sees that the registry has stopped
    await wait(delayMs, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}

function isEventType(eventType: string): boolean {
  return /^(created|updated|deleted|written)$/.test(eventType.replace(EVENT_PREFIX, ''));
}

function isOfType(eventType: string, { before, after }: CommittedChange): boolean {
  if (eventType.endsWith('.written')) return true;
  const kind = before === undefined ? 'created' : after === undefined ? 'deleted' : 'updated';
  return eventType.endsWith(`.${kind}`);
}
