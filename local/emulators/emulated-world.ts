import type { SignedIn } from '../auth/demo-sign-in.ts';
import type { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';
import type { PageWorld } from '../phone/page-world.ts';
import { BadRequestError } from '../phone/routes/bad-request-error.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { TwilioSimulator } from '../twilio/twilio-simulator.ts';
import type { ActivityFeed } from '../world/activity-feed.ts';
import { callFunction } from '../world/call-function.ts';
import type { LocalClock } from '../world/local-clock.ts';
import { Shutdown } from '../world/shutdown.ts';
import type { EmulatorAuth } from './emulator-auth.ts';
import {
  startEmulatedParts,
  type EmulatedFirestore,
  type EmulatedParts,
  type EmulatedPartsOptions,
} from './start-emulated-parts.ts';

/** Linkline in the emulators of Firebase for functions, sign-in and tasks, and in the local world for everything else. */
export class EmulatedWorld implements PageWorld {
  readonly productName: string;
  readonly functionsBaseUrl: string;
  readonly clock: LocalClock;
  readonly activity: ActivityFeed;
  readonly firestore: EmulatedFirestore;
  readonly auth: EmulatorAuth;
  readonly simulator: TwilioSimulator;
  readonly #scheduler: Scheduler;
  readonly #embedded: EmbeddedFirestore | undefined;
  readonly #shutdown: Shutdown;

  private constructor(parts: EmulatedParts, shutdown: Shutdown) {
    this.productName = parts.productName;
    this.functionsBaseUrl = parts.functionsBaseUrl;
    this.clock = parts.clock;
    this.activity = parts.activity;
    this.firestore = parts.firestore;
    this.auth = parts.auth;
    this.simulator = parts.simulator;
    this.#scheduler = parts.scheduler;
    this.#embedded = parts.embedded;
    this.#shutdown = shutdown;
  }

  /** Builds the functions and waits until everything answers; nothing is left running where it rejects. */
  static async start(options: EmulatedPartsOptions): Promise<EmulatedWorld> {
    const shutdown = new Shutdown();
    try {
      return new EmulatedWorld(await startEmulatedParts(options, shutdown), shutdown);
    } catch (error) {
      await shutdown.run();
      throw error;
    }
  }

  async signIn(user: string): Promise<SignedIn> {
    return await this.auth.signIn(user);
  }

  /** Calls a callable as an app does. Throws `CallFailedError` if it answers an error. */
  async call(name: string, data: unknown, idToken?: string): Promise<unknown> {
    return await callFunction(`${this.functionsBaseUrl}/${name}`, data, idToken);
  }

  /** As far as can be seen from here: what the emulators have under way by themselves cannot. */
  async idle(): Promise<void> {
    await Promise.all([this.#embedded?.idle(), this.simulator.idle(), this.#scheduler.idle()]);
  }

  /** Rejects: the functions run with the time of the machine. */
  advance(): Promise<void> {
    return Promise.reject(new BadRequestError('The emulators run with the time of this machine.'));
  }

  /** Frees every port; may be called again. */
  async stop(): Promise<void> {
    await this.#shutdown.run();
  }
}
