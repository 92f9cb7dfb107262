import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalWorld } from '../../world/local-world.ts';
import type { Dice } from '../dice.ts';
import type { AskedMessage, Person } from './asked-message.ts';
import type { Outbox } from './outbox.ts';

export interface SteadyTrafficOptions {
  readonly world: LocalWorld;
  readonly outbox: Outbox;
  /** Linked, and staying so. */
  readonly people: readonly Person[];
  readonly dice: Dice;
  /** The longest pause between two messages, in milliseconds of real time. */
  readonly longestPause: number;
}

const EQUAL_TEXT = 'Are you there?';
const EQUAL_TEXTS = 0.1;
const TEMPLATES = 0.05;
const ORDER_SHIPPED = 'HX00000000000000000000000000000003';

/** Messages both ways, of which each must arrive: half from phones, half added to the outbox. */
export class SteadyTraffic {
  readonly inbound: AskedMessage[] = [];
  readonly outbound: AskedMessage[] = [];
  readonly #options: SteadyTrafficOptions;
  #count = 0;

  constructor(options: SteadyTrafficOptions) {
    this.#options = options;
  }

  /** Resolves when the last one has been taken, be it by Twilio's log alone. */
  async send(count: number): Promise<void> {
    const { dice, people, longestPause } = this.#options;
    const sent: Promise<void>[] = [];
    for (let index = 0; index < count; index += 1) {
      this.#count += 1;
      const person = dice.pick(people);
      sent.push(this.#count % 2 === 0 ? this.#fromPhone(person) : this.#toPhone(person));
      await sleep(dice.between(0, longestPause));
    }
    await Promise.all(sent);
  }

  async #fromPhone(person: Person): Promise<void> {
    const text = this.#text();
    const { messageSid } = await this.#options.world.simulator.receive({ From: person.phone, Body: text });
    this.inbound.push({ ...person, id: messageSid, text, mustArrive: true });
  }

  async #toPhone(person: Person): Promise<void> {
    const id = `soak-message-${this.#count}`;
    const order = String(this.#count);
    const isTemplate = this.#options.dice.happens(TEMPLATES);
    const text = isTemplate ? `Your order ${order} is on its way.` : this.#text();
    const content = isTemplate
      ? { template: { content_sid: ORDER_SHIPPED, variables: { order } } }
      : { body: text };
    await this.#options.outbox.add(id, { user_id: person.userId, ...content });
    this.outbound.push({ ...person, id, text, mustArrive: true });
  }

  #text(): string {
    return this.#options.dice.happens(EQUAL_TEXTS) ? EQUAL_TEXT : `Message ${this.#count}`;
  }
}
