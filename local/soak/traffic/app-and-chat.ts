import { setTimeout as sleep } from 'node:timers/promises';
import { CallFailedError } from '../../world/call-function.ts';
import type { LocalWorld } from '../../world/local-world.ts';
import type { Silences } from './silence.ts';
import type { Person } from './asked-message.ts';

interface Started {
  readonly requestId: string;
  readonly code: string;
}

const TRIES = 3;
const PAUSE = 500;
const DIGITS = /enter (?<digits>\d{6})/u;
const PASSING = new Set(['UNAVAILABLE', 'ABORTED', 'INTERNAL', 'DEADLINE_EXCEEDED', 'UNKNOWN']);

/** What a user does in the app and on the phone to link and to leave, as often as needed while everything misbehaves. */
export class AppAndChat {
  readonly #world: LocalWorld;
  readonly #silences: Silences;

  constructor(world: LocalWorld, silences: Silences) {
    this.#world = world;
    this.#silences = silences;
  }

  /** Both proofs: the code from the phone, the digits in the app. Returns whether the app was told so. */
  async link(person: Person): Promise<boolean> {
    const claimed = await this.claim(person);
    return claimed !== null && (await this.confirm(claimed));
  }

  /** Starts a request and sends its code. Null where no answer shows the digits. */
  async claim({ userId, phone }: Person): Promise<Claimed | null> {
    const started = await this.#start(userId);
    if (started === null) return null;
    this.#silences.unlinkedPhones.end(phone, this.#world.clock.now());
    const answer = await this.#insist(phone, started.code, DIGITS);
    const digits = answer?.groups?.['digits'];
    return digits === undefined ? null : { userId, requestId: started.requestId, digits };
  }

  async confirm({ userId, requestId, digits }: Claimed): Promise<boolean> {
    return (await this.#call('confirmLink', { requestId, confirmationNumber: digits }, userId)) !== null;
  }

  async cancel({ userId, requestId }: Claimed): Promise<void> {
    await this.#call('cancelLink', { requestId }, userId);
  }

  async unlinkInApp(userId: string): Promise<void> {
    const answer = await this.#call('unlink', {}, userId);
    if (answer !== null) this.#silences.unlinkedUsers.begin(userId, this.#world.clock.now());
  }

  async unlinkByChat(phone: string): Promise<void> {
    const answer = await this.#insist(phone, 'UNLINK', /no longer linked|not linked/u);
    if (answer !== null) this.#silences.unlinkedPhones.begin(phone, this.#world.clock.now());
  }

  async stop(phone: string): Promise<void> {
    const answer = await this.#insist(phone, 'STOP', /^You will get no more messages/u);
    if (answer !== null) this.#silences.stopped.begin(phone, this.#world.clock.now());
  }

  async resume(phone: string): Promise<void> {
    this.#silences.stopped.end(phone, this.#world.clock.now());
    await this.say(phone, 'START');
  }

  /** Returns what the phone is answered. */
  async say(phone: string, text: string): Promise<readonly string[]> {
    const { replies } = await this.#world.simulator.receive({ From: phone, Body: text });
    return replies;
  }

  /** Sends the text until an answer shows what is expected, a few times. */
  async #insist(phone: string, text: string, expected: RegExp): Promise<RegExpExecArray | null> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      for (const reply of await this.say(phone, text)) {
        const match = expected.exec(reply);
        if (match !== null) return match;
      }
      await sleep(PAUSE);
    }
    return null;
  }

  /** Returns the ID token; a user without an account gets one. */
  signIn(userId: string): string {
    return this.#world.signIn({ uid: userId, name: userId, email: `${userId}@example.com` }).idToken;
  }

  async #start(userId: string): Promise<Started | null> {
    this.#silences.unlinkedUsers.end(userId, this.#world.clock.now());
    // what the callable answers
    return (await this.#call('startLink', {}, userId)) as Started | null;
  }

  /** Null where it was refused, or failed each time. */
  async #call(name: string, data: object, userId: string): Promise<unknown> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      try {
        return await this.#world.call(name, data, this.signIn(userId));
      } catch (error) {
        if (error instanceof CallFailedError && !PASSING.has(error.status)) return null;
        await sleep(PAUSE);
      }
    }
    return null;
  }
}

export interface Claimed {
  readonly userId: string;
  readonly requestId: string;
  readonly digits: string;
}
