import type { SimulatedMessage } from '../../../../local/twilio/twilio-simulator.ts';
import type { LocalWorld } from '../../../../local/world/local-world.ts';

/** A person who writes again as soon as the product's answer is on the phone. */
export class Conversation {
  readonly sent: string[] = [];
  readonly answers: string[] = [];
  readonly #world: LocalWorld;
  readonly #phone: string;
  readonly #waiting = new Set<() => void>();
  #hasEnded = false;

  /** `phone`: such as `whatsapp:+15550200001`. */
  constructor(world: LocalWorld, phone: string) {
    this.#world = world;
    this.#phone = phone;
  }

  /** Resolves when the conversation has ended. */
  async goOn(): Promise<void> {
    while (!this.#hasEnded) {
      const answer = this.#nextDelivered();
      const body = `Message ${this.sent.length + 1}`;
      this.sent.push(body);
      await this.#world.simulator.receive({ From: this.#phone, Body: body });
      this.answers.push(await answer);
      for (const resolve of this.#waiting) resolve();
    }
  }

  /** After the answer that is awaited now. */
  end(): void {
    this.#hasEnded = true;
  }

  /** Resolves when a message that is sent from now on has been answered. */
  async nextAnswer(): Promise<void> {
    const { length } = this.sent;
    while (this.answers.length <= length) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.add(resolve);
      await promise;
      this.#waiting.delete(resolve);
    }
  }

  async #nextDelivered(): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    const stop = this.#world.simulator.onMessage((message) => {
      if (this.#isAnswer(message)) resolve(message.body);
    });
    const body = await promise;
    stop();
    return body;
  }

  #isAnswer({ to, via, status }: SimulatedMessage): boolean {
    return to === this.#phone && via === 'api' && status === 'delivered';
  }
}
