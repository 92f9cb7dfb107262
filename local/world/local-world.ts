import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../functions/src/domain/shared/clock.ts';
import type { LocalAdministration } from '../administration/local-administration.ts';
import type { SignedIn } from '../auth/demo-sign-in.ts';
import type { DemoUser } from '../auth/demo-users.ts';
import type { LocalAuth } from '../auth/local-auth.ts';
import type { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';
import { FunctionsProcess } from '../functions-process/functions-process.ts';
import type { PageWorld } from '../phone/page-world.ts';
import type { ProductBackend } from '../product/product-backend.ts';
import type { TaskQueueServer } from '../tasks/task-queue-server.ts';
import type { TwilioSimulator } from '../twilio/twilio-simulator.ts';
import type { ActivityFeed } from './activity-feed.ts';
import { callFunction } from './call-function.ts';
import { refuseSecondWorld, type FunctionsLoader } from './load-functions.ts';
import type { LocalClock } from './local-clock.ts';
import { localEnvironment, type Variables } from './local-environment.ts';
import { localIdentity } from './local-identity.ts';
import { startLocalServices, type LocalServices, type LocalServicesOptions } from './local-services.ts';
import { Shutdown } from './shutdown.ts';
import { startFunctions } from './start-functions.ts';

export interface LocalWorldOptions extends LocalServicesOptions {
  /** Parameters and secrets of the functions by name, in place of the local values. */
  readonly parameters?: Variables;
  /** Where unlinked people are sent; the page's usual address by default. */
  readonly linkPageUrl?: string;
  /**
   * A process of their own can be killed and restarted while everything else lives on; it needs a clock that runs with the
   * machine's time. This process by default.
   */
  readonly functionsIn?: 'this-process' | 'process';
  /** What this process serves; the deployed functions by default. */
  readonly functions?: FunctionsLoader;
  /** What a process of their own serves; the deployed functions by default. */
  readonly functionsModule?: URL;
}

const deployedModule = new URL('../../functions/src/index.ts', import.meta.url);
const deployedFunctions: FunctionsLoader = () => import('../../functions/src/index.ts');

/**
 * Linkline with everything around it: Firestore, Twilio, Cloud Tasks, Cloud Scheduler, sign-in, and one clock for all. There is
 * one world a process where the functions run in it, because they read their configuration once: a second start throws
 * `OneWorldError`.
 */
export class LocalWorld implements PageWorld {
  readonly productName: string;
  readonly clock: LocalClock;
  readonly activity: ActivityFeed;
  readonly firestore: EmbeddedFirestore;
  /** What was deployed into the local project. */
  readonly administration: LocalAdministration;
  /** Signs users out everywhere, disables and deletes them. */
  readonly auth: LocalAuth;
  readonly simulator: TwilioSimulator;
  readonly tasks: TaskQueueServer;
  /** The product's own backend, to which messages and events are forwarded. */
  readonly product: ProductBackend;
  readonly functionsBaseUrl: string;
  /** Undefined where the functions run in this process. */
  readonly functionsProcess: FunctionsProcess | undefined;
  readonly #services: LocalServices;
  readonly #shutdown: Shutdown;
  #activities = 0;

  private constructor(services: LocalServices, variables: Variables, shutdown: Shutdown) {
    this.productName = variables['PRODUCT_NAME'] ?? localIdentity.productName;
    this.clock = services.clock;
    this.activity = services.activity;
    this.firestore = services.firestore;
    this.administration = services.administration;
    this.auth = services.auth;
    this.simulator = services.simulator;
    this.tasks = services.tasks;
    this.product = services.product;
    this.functionsBaseUrl = services.functions.baseUrl;
    this.functionsProcess = services.functions instanceof FunctionsProcess ? services.functions : undefined;
    this.#services = services;
    this.#shutdown = shutdown;
    services.activity.subscribe(() => {
      this.#activities += 1;
    });
  }

  /** Throws `PortError` and `OneWorldError`; nothing is left running then. */
  static async start(options: LocalWorldOptions = {}): Promise<LocalWorld> {
    const inProcess = options.functionsIn === 'process';
    if (!inProcess) refuseSecondWorld();
    const shutdown = new Shutdown();
    try {
      const processModule = inProcess ? (options.functionsModule ?? deployedModule) : undefined;
      const services = await startLocalServices(options, processModule, shutdown);
      const variables = variablesFor(services, options);
      await startFunctions({ services, variables, load: options.functions ?? deployedFunctions, shutdown });
      return new LocalWorld(services, variables, shutdown);
    } catch (error) {
      await shutdown.run();
      throw error;
    }
  }

  signIn(user: string | DemoUser): SignedIn {
    return this.auth.signIn(user);
  }

  /** Calls a callable as an app does. Throws `CallFailedError` if it answers an error. */
  async call(name: string, data: unknown, idToken?: string): Promise<unknown> {
    return await callFunction(this.#services.functions.url(name), data, idToken);
  }

  /** Resolves when nothing is under way: no request, event or message; tasks and timers for later may be waiting. */
  async idle(): Promise<void> {
    let before: number;
    do {
      before = this.#progress();
      this.clock.advance(0);
      await this.#everyPartIdle();
      await setImmediate();
    } while (this.#progress() !== before);
  }

  /** Moves the clock ahead from one timer to the next, letting what each sets off come to rest. Call it on an idle world. */
  async advance(milliseconds: number): Promise<void> {
    const target = this.clock.now() + milliseconds;
    for (
      let next = this.clock.nextTimer();
      next !== undefined && next <= target;
      next = this.clock.nextTimer()
    ) {
      this.#advanceTo(next);
      await this.idle();
    }
    this.#advanceTo(target);
    await this.idle();
  }

  /** Frees every port; may be called again. */
  async stop(): Promise<void> {
    await this.#shutdown.run();
  }

  #advanceTo(instant: Instant): void {
    this.clock.advance(Math.max(0, instant - this.clock.now()));
  }

  /** Grows with everything that happens. */
  #progress(): number {
    return this.#activities + this.#services.functions.requests;
  }

  async #everyPartIdle(): Promise<void> {
    const { firestore, auth, simulator, tasks, scheduler, functions } = this.#services;
    const parts = [firestore, auth, simulator, tasks, scheduler, functions];
    await Promise.all(parts.map((part) => part.idle()));
  }
}

function variablesFor(
  { firestore, auth, tasks, simulator, functions, product }: LocalServices,
  { parameters, linkPageUrl = 'http://127.0.0.1:4000/link' }: LocalWorldOptions,
): Variables {
  const addresses = {
    firestore: `${firestore.host}:${firestore.port}`,
    auth: auth.address,
    tasks: tasks.address,
    twilioUrl: simulator.url,
    functionsBaseUrl: functions.baseUrl,
    linkPageUrl,
    productUrl: product.url,
  };
  return localEnvironment(addresses, parameters);
}
