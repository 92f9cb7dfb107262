import type { InboundResult, SimulatedMessage } from '../../../../local/twilio/twilio-simulator.ts';
import type { LocalWorld } from '../../../../local/world/local-world.ts';
import { settle } from '../../../../local/world/settle.ts';

export type TwilioParameters = Readonly<Record<string, string>>;

export interface Claim {
  readonly requestId: string;
  readonly confirmationNumber: string;
}

interface LinkInvitation {
  readonly requestId: string;
  readonly code: string;
}

/** Somebody with an account and a phone, acting through HTTP alone. */
export class Person {
  readonly #world: LocalWorld;
  readonly #userId: string;
  readonly #phone: TwilioParameters;

  /** `phone`: the Twilio parameters of each message, at least `From`. */
  constructor(world: LocalWorld, userId: string, phone: TwilioParameters) {
    this.#world = world;
    this.#userId = userId;
    this.#phone = phone;
  }

  async send(body: string, parameters: TwilioParameters = {}): Promise<InboundResult> {
    const response = await fetch(`${this.#world.simulator.url}/simulator/inbound`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...this.#phone, Body: body, ...parameters }),
    });
    // the form is the simulator's own
    return (await response.json()) as InboundResult;
  }

  /** What the chat answers at once. */
  async text(body: string, parameters: TwilioParameters = {}): Promise<string> {
    const { replies } = await this.send(body, parameters);
    return replies.join('\n');
  }

  call(name: string, data: unknown = {}): Promise<unknown> {
    return this.#world.call(name, data, this.#world.signIn(this.#userId).idToken);
  }

  async start(): Promise<LinkInvitation> {
    // what startLink answers is held by the test of the callables
    return (await this.call('startLink')) as LinkInvitation;
  }

  /** Starts a link and sends its code: what is left is to confirm. */
  async claim(): Promise<Claim> {
    const { requestId, code } = await this.start();
    return { requestId, confirmationNumber: digitsIn(await this.text(code)) };
  }

  async link(): Promise<void> {
    await this.call('confirmLink', await this.claim());
    await settle(this.#world);
  }

  /** What the phone shows that was sent to it, oldest first. */
  async received(): Promise<readonly string[]> {
    const to = encodeURIComponent(this.#phone['From'] ?? '');
    const response = await fetch(`${this.#world.simulator.url}/simulator/messages?to=${to}`);
    // the form is the simulator's own
    const { messages } = (await response.json()) as { messages: readonly SimulatedMessage[] };
    return messages.filter(({ direction }) => direction === 'to-phone').map(({ body }) => body);
  }

  async announcements(): Promise<number> {
    return (await this.received()).filter((text) => text === 'Account linked!').length;
  }
}

/** The six digits of the chat's question; empty where it asks none. */
export function digitsIn(text: string): string {
  return /\b\d{6}\b/.exec(text)?.[0] ?? '';
}
