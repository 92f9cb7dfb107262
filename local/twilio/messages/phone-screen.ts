import type { MessageLifecycle } from '../status/message-lifecycle.ts';
import type { MessageStore } from './message-store.ts';
import type { PersonDirectory } from './person-directory.ts';
import { asSimulatedMessage, phoneOf, type SimulatedMessage, type StoredMessage } from './stored-message.ts';

interface Dependencies {
  readonly messages: MessageStore;
  readonly people: PersonDirectory;
  readonly lifecycle: MessageLifecycle;
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

  #conversation(address?: string): readonly StoredMessage[] {
    const { messages, people } = this.#dependencies;
    if (address === undefined) return messages.all();
    const addresses = people.addressesOf(address);
    return messages.all().filter((message) => addresses.has(phoneOf(message)));
  }
}
