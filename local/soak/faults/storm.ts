import type { FirestoreCall, FirestoreStrike } from '../../firestore/embedded-firestore.ts';
import type { EventFault } from '../../firestore/triggers/event-faults.ts';
import type { ProductFault } from '../../product/product-fault.ts';
import type { TaskCreationFault, TaskFault } from '../../tasks/task-faults.ts';
import type { FaultRequest } from '../../twilio/faults/fault-request.ts';
import type { CreateFault } from '../../twilio/faults/simulator-faults.ts';
import type { LocalWorld } from '../../world/local-world.ts';
import type { DiceSet } from '../dice.ts';
import { FirestoreStorm } from './firestore-storm.ts';
import type { StepKiller } from './step-killer.ts';
import { Tally } from './tally.ts';

type StatusCallbacks = NonNullable<FaultRequest['statusCallbacks']>;
type Inbound = NonNullable<FaultRequest['inbound']>;

const TASKS_LOST = 0.1;
const TASK_CREATIONS_STRUCK = 0.05;
const DELIVERIES_STRUCK = 0.1;
const EVENTS_STRUCK = 0.25;
const REQUESTS_STRUCK = 0.2;
const PRODUCT_DOWN_ALL_THE_WAVE = 0.2;
/** Milliseconds of real time. */
const LONGEST_EVENT_DELAY = 1_000;

const CREATION_FAULTS: readonly TaskCreationFault[] = ['refuse', 'lose-answer'];
const DELIVERY_FAULTS: readonly TaskFault[] = ['lose', 'lose-answer', 'duplicate'];
const EVENT_FAULTS: readonly EventFault['kind'][] = ['duplicate', 'delay', 'overtaken'];
const CREATE_FAULTS: readonly CreateFault[] = [
  { kind: 'reset-before' },
  { kind: 'reset-after' },
  { kind: 'garbled' },
  { kind: 'hang' },
  { kind: 'throttle', retryAfter: 2 },
  { kind: 'server-error' },
];
const PRODUCT_FAULTS: readonly ProductFault[] = [
  { kind: 'down' },
  { kind: 'status', status: 500 },
  { kind: 'answer-lost' },
];
const STATUS_CALLBACKS: Readonly<Record<string, StatusCallbacks>> = {
  'as usual': {},
  'some lost': { loss: 0.3 },
  doubled: { duplicate: 1 },
  reordered: { reorder: true },
  delayed: { delayMs: 5_000 },
  'before the answer': { beforeAnswer: true },
};
const INBOUND: Readonly<Record<string, Inbound>> = {
  'as usual': {},
  'some lost': { loss: 0.2 },
  doubled: { duplicate: 1 },
  delayed: { delayMs: 5_000 },
};

/** What goes wrong around the functions, and how often it did; the killer is asked first at each step they take. */
export class Storm {
  readonly firestore: FirestoreStorm;
  readonly #world: LocalWorld;
  readonly #dice: DiceSet;
  readonly #killer: StepKiller;
  readonly #faults = new Tally();
  /** A short storm too has something of everything: the first call of each place is always struck. */
  readonly #struck = new Set<string>();

  constructor(world: LocalWorld, dice: DiceSet, killer: StepKiller) {
    this.#world = world;
    this.#dice = dice;
    this.#killer = killer;
    this.firestore = new FirestoreStorm(dice);
    world.activity.subscribe((activity) => {
      const isLost = activity.kind === 'task' && activity.detail.endsWith('lost by a fault');
      if (isLost) this.#faults.count('task: lost for good');
    });
  }

  /** Each kind of fault with how often it struck; those of callbacks and inbound messages hold for a wave. */
  get faults(): readonly (readonly [name: string, count: number])[] {
    return [...this.firestore.faults.entries(), ...this.#faults.entries()];
  }

  /** To be called at the beginning of each wave. */
  rage(): void {
    const { firestore, tasks, product, simulator } = this.#world;
    firestore.faults.chooseBy((call) => this.#firestoreStrike(call));
    firestore.eventFaults.chooseBy((trigger) => this.#eventFault(trigger));
    tasks.faults.loseTasks({ probability: TASKS_LOST });
    tasks.faults.chooseBy({
      creation: (queue) => this.#creationFault(queue),
      delivery: () => this.#chosen('task delivery', DELIVERIES_STRUCK, DELIVERY_FAULTS, (fault) => fault),
    });
    simulator.faults.chooseCreateFaultBy(() => this.#twilioFault());
    product.faults.chooseBy(() => this.#productFault());
    this.#upsetTheWave();
  }

  calm(): void {
    const { firestore, simulator, tasks, product } = this.#world;
    for (const { faults } of [firestore, simulator, tasks, product]) faults.clear();
    firestore.eventFaults.clear();
  }

  #firestoreStrike(call: FirestoreCall): FirestoreStrike | undefined {
    const when = this.#killer.strike(`Firestore ${call.site}`);
    return when === undefined ? this.firestore.choose(call) : { when, code: 'UNAVAILABLE' };
  }

  #creationFault(queue: string): TaskCreationFault | undefined {
    const killed = this.#killer.strike(`Cloud Tasks ${queue}`);
    if (killed !== undefined) return killed === 'before' ? 'refuse' : 'lose-answer';
    return this.#chosen('task creation', TASK_CREATIONS_STRUCK, CREATION_FAULTS, (fault) => fault);
  }

  #twilioFault(): CreateFault | undefined {
    const killed = this.#killer.strike('Twilio create');
    if (killed !== undefined) return { kind: killed === 'before' ? 'reset-before' : 'reset-after' };
    return this.#chosen('Twilio create', REQUESTS_STRUCK, CREATE_FAULTS, ({ kind }) => kind);
  }

  #productFault(): ProductFault | undefined {
    const killed = this.#killer.strike('product');
    if (killed !== undefined) return { kind: killed === 'before' ? 'down' : 'answer-lost' };
    return this.#chosen('product', REQUESTS_STRUCK, PRODUCT_FAULTS, ({ kind }) => kind);
  }

  #eventFault(trigger: string): EventFault | undefined {
    const dice = this.#dice.of(`event of ${trigger}`);
    if (!dice.happens(EVENTS_STRUCK)) return undefined;
    const kind = dice.pick(EVENT_FAULTS);
    this.#faults.count(`event: ${kind}`);
    return kind === 'duplicate' ? { kind } : { kind, delayMs: dice.between(0, LONGEST_EVENT_DELAY) };
  }

  #chosen<Fault>(
    place: string,
    probability: number,
    faults: readonly Fault[],
    nameOf: (fault: Fault) => string,
  ): Fault | undefined {
    const dice = this.#dice.of(place);
    const isFirst = !this.#struck.has(place);
    if (!dice.happens(probability) && !isFirst) return undefined;
    this.#struck.add(place);
    const fault = dice.pick(faults);
    this.#faults.count(`${place}: ${nameOf(fault)}`);
    return fault;
  }

  #upsetTheWave(): void {
    const dice = this.#dice.of('wave');
    const callbacks = dice.pick(Object.entries(STATUS_CALLBACKS));
    const inbound = dice.pick(Object.entries(INBOUND));
    this.#world.simulator.faults.inject({ statusCallbacks: callbacks[1], inbound: inbound[1] });
    this.#faults.count(`callbacks for a wave: ${callbacks[0]}`);
    this.#faults.count(`inbound for a wave: ${inbound[0]}`);
    const isDown = dice.happens(PRODUCT_DOWN_ALL_THE_WAVE);
    if (isDown) this.#faults.count('product: down for a wave');
    this.#world.product.faults.keep(isDown ? { kind: 'down' } : null);
  }
}
