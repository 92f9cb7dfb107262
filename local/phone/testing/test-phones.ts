import { SimulatorFaults } from '../../twilio/faults/simulator-faults.ts';
import type { MessageTemplate, PhoneMessage } from '../page-protocol.ts';
import type { PhoneNetwork } from '../page-world.ts';

export const SENDER = 'whatsapp:+15550006789';

/** Phones whose other side the test plays. */
export class TestPhones implements PhoneNetwork {
  readonly url = 'http://127.0.0.1:9';
  /** What the product replies to a message. */
  reply: (from: string, body: string) => readonly string[] = () => [];
  /** What the webhook answers. */
  status: number | null = 200;
  /** The parameters of every message of a person. */
  readonly received: Readonly<Record<string, string>>[] = [];
  readonly faults = new SimulatorFaults();
  /** What the sender may send outside the service window. */
  approved: readonly MessageTemplate[] = [];
  readonly #now: () => number;
  readonly #messages = new Map<string, PhoneMessage>();
  readonly #listeners = new Set<(message: PhoneMessage) => void>();

  constructor(now: () => number) {
    this.#now = now;
  }

  async receive(parameters: Readonly<Record<string, string>>) {
    this.received.push(parameters);
    const { From: from = '', Body: body = '' } = parameters;
    const sid = this.#put({ direction: 'from-phone', from, to: SENDER, body, status: 'received' });
    for (const text of this.reply(from, body)) this.deliver(from, text);
    return { messageSid: sid, status: this.status };
  }

  messages(address?: string): readonly PhoneMessage[] {
    return [...this.#messages.values()].filter(
      ({ from, to }) => !address || from === address || to === address,
    );
  }

  templates(): readonly MessageTemplate[] {
    return this.approved;
  }

  read(address: string): void {
    for (const { sid, to, status } of this.messages(address)) {
      if (to === address && status === 'delivered') this.change(sid, { status: 'read' });
    }
  }

  onMessage(listener: (message: PhoneMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The product sends a message; returns its SID. */
  deliver(to: string, body: string, status = 'delivered'): string {
    return this.#put({ direction: 'to-phone', from: SENDER, to, body, status });
  }

  change(sid: string, change: Pick<PhoneMessage, 'status'> & Partial<PhoneMessage>): void {
    const message = this.#messages.get(sid);
    if (message) this.#keep({ ...message, ...change });
  }

  #put(message: Omit<PhoneMessage, 'sid' | 'at' | 'errorCode'>): string {
    const sid = `SM${String(this.#messages.size + 1).padStart(32, '0')}`;
    this.#keep({ ...message, sid, errorCode: null, at: new Date(this.#now()).toISOString() });
    return sid;
  }

  #keep(message: PhoneMessage): void {
    this.#messages.set(message.sid, message);
    for (const listener of this.#listeners) listener(message);
  }
}
