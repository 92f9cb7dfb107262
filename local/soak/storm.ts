import type { FaultRequest } from '../twilio/faults/fault-request.ts';
import type { ProductFault } from '../product/product-fault.ts';
import type { LocalWorld } from '../world/local-world.ts';
import type { Dice } from './dice.ts';

type StatusCallbacks = NonNullable<FaultRequest['statusCallbacks']>;
type Inbound = NonNullable<FaultRequest['inbound']>;

const TASKS_LOST = 0.1;
const CREATE_FAULTS = ['reset-before', 'reset-after', 'garbled', 'hang', 'throttle', 'server-error'] as const;
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
const PRODUCT_FAULTS: readonly ProductFault[] = [
  { kind: 'down' },
  { kind: 'status', status: 500 },
  { kind: 'answer-lost' },
];
/** How many of a wave's messages a fault strikes. */
const STRUCK = 1 / 4;
const PRODUCT_DOWN_ALL_THE_WAVE = 0.2;

/** What goes wrong, and how often it did. */
export class Storm {
  readonly #world: LocalWorld;
  readonly #dice: Dice;
  readonly #counts = new Map<string, number>();

  constructor(world: LocalWorld, dice: Dice) {
    this.#world = world;
    this.#dice = dice;
    world.activity.subscribe((activity) => {
      const isLost = activity.kind === 'task' && activity.detail.endsWith('lost by a fault');
      if (isLost) this.#count('task lost');
    });
  }

  /** Each kind of fault with how often it was ordered; those of callbacks and inbound messages hold for a wave. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** What is to go wrong during a wave of so many messages. */
  rage(messages: number): void {
    this.#world.tasks.faults.loseTasks({ probability: TASKS_LOST });
    for (let struck = 0; struck < messages * STRUCK; struck += 1) {
      this.#strikeTwilio();
      this.#strikeProduct();
    }
    this.#upsetWebhooks();
    const isDown = this.#dice.happens(PRODUCT_DOWN_ALL_THE_WAVE);
    if (isDown) this.#count('product: down for a wave');
    this.#world.product.faults.keep(isDown ? { kind: 'down' } : null);
  }

  calm(): void {
    const { simulator, tasks, product } = this.#world;
    simulator.faults.clear();
    tasks.faults.clear();
    product.faults.clear();
  }

  #strikeTwilio(): void {
    const create = this.#dice.pick(CREATE_FAULTS);
    this.#world.simulator.faults.inject(create === 'throttle' ? { create, retryAfter: 2 } : { create });
    this.#count(`Twilio: ${create}`);
  }

  #strikeProduct(): void {
    const fault = this.#dice.pick(PRODUCT_FAULTS);
    this.#world.product.faults.inject(fault);
    this.#count(`product: ${fault.kind}`);
  }

  #upsetWebhooks(): void {
    const callbacks = this.#dice.pick(Object.entries(STATUS_CALLBACKS));
    const inbound = this.#dice.pick(Object.entries(INBOUND));
    this.#world.simulator.faults.inject({ statusCallbacks: callbacks[1], inbound: inbound[1] });
    this.#count(`callbacks: ${callbacks[0]}`);
    this.#count(`inbound: ${inbound[0]}`);
  }

  #count(fault: string): void {
    this.#counts.set(fault, (this.#counts.get(fault) ?? 0) + 1);
  }
}
