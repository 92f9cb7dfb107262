import { setTimeout as sleep } from 'node:timers/promises';
import { Firestore } from 'firebase-admin/firestore';
import { collections } from '../../functions/src/infra/firestore/collections.ts';
import type { ProductReply } from '../product/echo-reply.ts';
import type { ReceivedMessage } from '../product/received-webhook.ts';
import { localIdentity } from '../world/local-identity.ts';
import type { LocalWorld } from '../world/local-world.ts';
import { setVariables } from '../world/set-variables.ts';
import type { Dice } from './dice.ts';
import type { LinkedPerson } from './linked-person.ts';

/** A message that somebody asked for, by the id of its document: the outbox's, or the MessageSid of what a phone sent. */
export interface AskedMessage extends LinkedPerson {
  readonly id: string;
  readonly text: string;
}

export interface TrafficOptions {
  readonly world: LocalWorld;
  readonly people: readonly LinkedPerson[];
  readonly dice: Dice;
  /** The longest pause between two messages, in milliseconds of real time. */
  readonly longestPause: number;
}

const EQUAL_TEXT = 'Are you there?';
const EQUAL_TEXTS = 0.1;
const TEMPLATES = 0.05;
const ORDER_SHIPPED = 'HX00000000000000000000000000000003';

/** What the product answers to each message. */
export function replyTo(text: string): string {
  return `You wrote: ${text}`;
}

export function replyOnce({ data: { body } }: ReceivedMessage): readonly ProductReply[] {
  return [{ body: replyTo(body) }];
}

/** Messages both ways: half from phones, half added to the outbox by a client outside the functions. */
export class Traffic {
  readonly inbound: AskedMessage[] = [];
  readonly outbound: AskedMessage[] = [];
  readonly #options: TrafficOptions;
  readonly #restoreVariables: () => void;
  readonly #firestore: Firestore;
  #count = 0;

  constructor(options: TrafficOptions) {
    const { host, port } = options.world.firestore;
    this.#options = options;
    // without them the client would look for credentials on the network
    this.#restoreVariables = setVariables({
      FIRESTORE_EMULATOR_HOST: `${host}:${port}`,
      METADATA_SERVER_DETECTION: 'none',
    });
    this.#firestore = new Firestore({ projectId: localIdentity.project });
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

  async stop(): Promise<void> {
    this.#restoreVariables();
    await this.#firestore.terminate();
  }

  async #fromPhone(person: LinkedPerson): Promise<void> {
    const text = this.#text();
    const { messageSid } = await this.#options.world.simulator.receive({ From: person.phone, Body: text });
    this.inbound.push({ ...person, id: messageSid, text });
  }

  async #toPhone(person: LinkedPerson): Promise<void> {
    const number = this.#count;
    const id = `soak-message-${number}`;
    const outbox = this.#firestore.collection(collections.outboundMessages);
    const order = String(number);
    const isTemplate = this.#options.dice.happens(TEMPLATES);
    const text = isTemplate ? `Your order ${order} is on its way.` : this.#text();
    const content = isTemplate
      ? { template: { content_sid: ORDER_SHIPPED, variables: { order } } }
      : { body: text };
    await outbox.doc(id).create({ user_id: person.userId, ...content });
    this.outbound.push({ ...person, id, text });
  }

  #text(): string {
    return this.#options.dice.happens(EQUAL_TEXTS) ? EQUAL_TEXT : `Message ${this.#count}`;
  }
}
