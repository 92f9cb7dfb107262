import type { LocalWorld } from '../../../../local/world/local-world.ts';

interface LinkInvitation {
  readonly requestId: string;
  readonly code: string;
}

/** Somebody with an account and a phone, acting through HTTP alone. */
export class Person {
  readonly #world: LocalWorld;
  readonly #userId: string;
  readonly #phone: Readonly<Record<string, string>>;

  /** `phone`: the Twilio parameters of each message, at least `From`. */
  constructor(world: LocalWorld, userId: string, phone: Readonly<Record<string, string>>) {
    this.#world = world;
    this.#userId = userId;
    this.#phone = phone;
  }

  /** What the chat answers at once. */
  async text(body: string, parameters: Readonly<Record<string, string>> = {}): Promise<string> {
    const result = await this.#world.simulator.receive({ ...this.#phone, Body: body, ...parameters });
    return result.replies.join('\n');
  }

  call(name: string, data: unknown = {}): Promise<unknown> {
    return this.#world.call(name, data, this.#world.signIn(this.#userId).idToken);
  }

  async start(): Promise<LinkInvitation> {
    // what startLink answers is held by the test of the callables
    return (await this.call('startLink')) as LinkInvitation;
  }

  /** Starts a link and sends its code: what is left is to confirm. */
  async claim(): Promise<{ readonly requestId: string; readonly confirmationNumber: string }> {
    const { requestId, code } = await this.start();
    const reply = await this.text(code);
    return { requestId, confirmationNumber: /\d{6}/.exec(reply)?.[0] ?? '' };
  }

  async link(): Promise<void> {
    await this.call('confirmLink', await this.claim());
    await this.#world.idle();
  }

  /** What the phone shows that was sent to it, oldest first. */
  received(): readonly string[] {
    return this.#world.simulator
      .messages(this.#phone['From'])
      .filter(({ direction }) => direction === 'to-phone')
      .map(({ body }) => body);
  }
}
