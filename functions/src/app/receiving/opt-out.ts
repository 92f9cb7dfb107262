import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import { unknownContact, type Contact } from '../../domain/linking/contact.ts';
import { noReply, type Reply } from '../../domain/messaging/reply.ts';
import type { ProductEvents } from '../events/product-events.ts';
import type { AutomaticReplies } from './automatic-replies.ts';
import { heardFrom } from './heard-from.ts';
import type { Reception } from './reception.ts';

interface OptOutPorts {
  readonly keys: AddressKeys;
  readonly replies: AutomaticReplies;
  readonly events: ProductEvents;
}

/** Opt-out and opt-in belong to the person: they are recorded for both addresses and mirrored in the mapping. */
export class OptOut {
  readonly #ports: OptOutPorts;

  constructor(ports: OptOutPorts) {
    this.#ports = ports;
  }

  /** STOP or START words, answered with a confirmation. */
  async change(reception: Reception, optedOut: boolean): Promise<Reply> {
    const contact = await this.#record(reception, optedOut);
    const reply: Reply = { kind: optedOut ? 'opted-out' : 'opted-in', language: reception.language };
    return this.#ports.replies.give(reception, contact, reply);
  }

  /** Twilio has answered already: only recorded, and once for each message. */
  async recordSilently(reception: Reception, optedOut: boolean): Promise<Reply> {
    reception.repositories.contacts.save(await this.#record(reception, optedOut));
    this.#ports.replies.leaveReceipt(reception, noReply);
    return noReply;
  }

  /** The sender's own contact is returned for the caller to save together with the rest it knows. */
  async #record(reception: Reception, optedOut: boolean): Promise<Contact> {
    const { repositories, contact, mapping, now } = reception;
    const change = { optedOut, optOutHintAt: null };
    const counterpartKey = this.#counterpartOf(reception);
    if (counterpartKey !== null) {
      const counterpart =
        (await repositories.contacts.find(counterpartKey)) ?? unknownContact(counterpartKey);
      repositories.contacts.save({ ...counterpart, ...change, optOutChangedAt: now });
    }
    if (mapping !== null) repositories.mappings.save({ ...heardFrom(mapping, now), ...change });
    this.#recordEvent(reception, optedOut);
    return { ...contact, ...change, optOutChangedAt: now };
  }

  /** Saying the same again changes nothing, and whoever now holds a suspended number does not speak for its former user. */
  #recordEvent({ repositories, contact, mapping, message, now }: Reception, optedOut: boolean): void {
    if (mapping?.state !== 'active' || optedOut === (contact.optedOut || mapping.optedOut)) return;
    this.#ports.events.record(repositories, {
      type: optedOut ? 'contact.opted_out' : 'contact.opted_in',
      userId: mapping.userId,
      occurredAt: now,
      subject: message.messageSid,
    });
  }

  #counterpartOf({ addressKey, otherKey, mapping }: Reception): AddressKey | null {
    if (mapping === null) return otherKey;
    if (mapping.addressKey !== addressKey) return mapping.addressKey;
    return mapping.otherAddress === null ? otherKey : this.#ports.keys.keyOf(mapping.otherAddress);
  }
}
