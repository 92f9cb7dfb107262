import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalWorld } from '../../world/local-world.ts';
import type { Dice } from '../dice.ts';
import type { Tally } from '../faults/tally.ts';
import type { AppAndChat } from './app-and-chat.ts';
import type { AskedMessage } from './asked-message.ts';
import { journeys } from './journeys.ts';
import type { Outbox } from './outbox.ts';

export interface RestlessGroupOptions {
  readonly name: string;
  readonly users: string[];
  /** More than users, so that there is one to move to. */
  readonly phones: readonly string[];
  readonly world: LocalWorld;
  readonly appAndChat: AppAndChat;
  readonly outbox: Outbox;
  readonly dice: Dice;
  readonly longestPause: number;
  /** By the journey's name. */
  readonly travelled: Tally;
}

const MESSAGES_A_JOURNEY = 2;

/** Users who link, leave, stop, move and compete for each other's phones, one journey at a time, while messages go to and fro. */
export class RestlessGroup {
  readonly inbound: AskedMessage[] = [];
  readonly outbound: AskedMessage[] = [];
  readonly deleted: string[] = [];
  readonly #options: RestlessGroupOptions;
  #count = 0;

  constructor(options: RestlessGroupOptions) {
    this.#options = options;
  }

  /** Until the signal aborts and the last journey has ended. */
  async rage(signal: AbortSignal): Promise<void> {
    const { dice, longestPause, travelled } = this.#options;
    while (!signal.aborted) {
      const name = dice.pick(travelled.rarest());
      const messages = Array.from({ length: MESSAGES_A_JOURNEY }, () => this.#message());
      await Promise.all([journeys[name]?.({ ...this.#options, deleted: this.deleted }), ...messages]);
      travelled.count(name);
      await sleep(dice.between(0, longestPause));
    }
  }

  async #message(): Promise<void> {
    const { name, users, phones, dice } = this.#options;
    this.#count += 1;
    const text = `Note ${this.#count} of ${name}`;
    const person = { userId: dice.pick(users), phone: dice.pick(phones) };
    if (dice.happens(0.5)) await this.#fromPhone({ ...person, text, mustArrive: false });
    else await this.#toPhone({ ...person, text, mustArrive: false }, `${name}-note-${this.#count}`);
  }

  async #fromPhone(message: Omit<AskedMessage, 'id'>): Promise<void> {
    const { phone: From, text: Body } = message;
    const { messageSid } = await this.#options.world.simulator.receive({ From, Body });
    this.inbound.push({ ...message, id: messageSid });
  }

  async #toPhone(message: Omit<AskedMessage, 'id'>, id: string): Promise<void> {
    await this.#options.outbox.add(id, { user_id: message.userId, body: message.text });
    this.outbound.push({ ...message, id });
  }
}
