import { EventFeed } from '../event-feed.ts';
import type { StoredMessage } from './stored-message.ts';

export type NewMessage = Pick<StoredMessage, 'sid' | 'origin' | 'from' | 'to' | 'body' | 'status'> &
  Partial<StoredMessage>;

export class MessageStore {
  /** Every message as it is created or changed. */
  readonly changes = new EventFeed<StoredMessage>();
  readonly #now: () => number;
  readonly #messages = new Map<string, StoredMessage>();

  constructor(now: () => number) {
    this.#now = now;
  }

  add(message: NewMessage): StoredMessage {
    const now = this.#now();
    return this.#put({
      mediaUrls: [],
      errorCode: null,
      messagingServiceSid: null,
      statusCallback: null,
      createdAt: now,
      updatedAt: now,
      sentAt: null,
      ...message,
    });
  }

  /** Returns the changed message, or undefined where it has been deleted meanwhile. */
  change(sid: string, change: Partial<StoredMessage>): StoredMessage | undefined {
    const message = this.#messages.get(sid);
    return message && this.#put({ ...message, ...change, updatedAt: this.#now() });
  }

  find(sid: string): StoredMessage | undefined {
    return this.#messages.get(sid);
  }

  /** Oldest first. */
  all(): readonly StoredMessage[] {
    return [...this.#messages.values()];
  }

  remove(sid: string): void {
    this.#messages.delete(sid);
  }

  clear(): void {
    this.#messages.clear();
  }

  #put(message: StoredMessage): StoredMessage {
    this.#messages.set(message.sid, message);
    this.changes.publish(message);
    return message;
  }
}
