import type { MessageLifecycle } from '../status/message-lifecycle.ts';
import type { MessageStore } from './message-store.ts';
import type { PersonDirectory } from './person-directory.ts';
import { asSimulatedMessage, phoneOf, type SimulatedMessage, type StoredMessage } from './stored-message.ts';

interface Dependencies {
  readonly messages: MessageStore;
  readonly people: PersonDirectory;
  readonly lifecycle: MessageLifecycle;
}

/** What Twilio and Meta know of the person behind an address. */
export interface PersonState {
  /** Every address of the person. */
  readonly addresses: readonly string[];
  /** By Twilio's own Advanced Opt-Out, not by what Linkline keeps. */
  readonly optedOut: boolean;
  /** ISO 8601: free text arrives until then; null for somebody who never wrote. */
  readonly windowClosesAt: string | null;
}

/** What the phones show, and what their owners do there. */
export class PhoneScreen {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** What one person sent and was sent, or everybody, oldest first. */
  messages(address?: string): readonly SimulatedMessage[] {
    return this.#conversation(address).map((message) => asSimulatedMessage(message));
  }

  /** The person opens the chat: what has been delivered is read. Returns how many messages that were. */
  read(address: string): number {
    const unread = this.#conversation(address).filter(({ status }) => status === 'delivered');
    for (const { sid } of unread) void this.#dependencies.lifecycle.settle(sid, { status: 'read' });
    return unread.length;
  }

  person(address: string): PersonState {
    const { people } = this.#dependencies;
    const closesAt = people.windowClosesAt(address);
    return {
      addresses: [...people.addressesOf(address)],
      optedOut: people.isOptedOut(address),
      windowClosesAt: closesAt === null ? null : new Date(closesAt).toISOString(),
    };
  }

  #conversation(address?: string): readonly StoredMessage[] {
    const { messages, people } = this.#dependencies;
    if (address === undefined) return messages.all();
    const addresses = people.addressesOf(address);
    return messages.all().filter((message) => addresses.has(phoneOf(message)));
  }
}
