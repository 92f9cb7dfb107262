import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../functions/src/domain/shared/clock.ts';
import { DemoSignIn, type SignedIn } from '../auth/demo-sign-in.ts';
import type { DemoUser } from '../auth/demo-users.ts';
import type { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';
import type { PageWorld } from '../phone/page-world.ts';
import type { TaskQueueServer } from '../tasks/task-queue-server.ts';
import type { TwilioSimulator } from '../twilio/twilio-simulator.ts';
import type { ActivityFeed } from './activity-feed.ts';
import { callFunction } from './call-function.ts';
import { loadFunctions, refuseSecondWorld, type FunctionsLoader } from './load-functions.ts';
import type { LocalClock } from './local-clock.ts';
import { localEnvironment, type Variables } from './local-environment.ts';
import { localIdentity } from './local-identity.ts';
import { startLocalServices, type LocalServices, type ServicePorts } from './local-services.ts';
import { Shutdown } from './shutdown.ts';

export interface LocalWorldOptions {
  /** Any free port where none is given. */
  readonly ports?: ServicePorts;
  /** Parameters and secrets of the functions by name, in place of the local values. */
  readonly parameters?: Variables;
  /** What the clock runs with; the machine's time by default. */
  readonly systemNow?: () => Instant;
  /** What to serve; the deployed functions by default. */
  readonly functions?: FunctionsLoader;
  /** Where unlinked people are sent; the page's usual address by default. */
  readonly linkPageUrl?: string;
}

const deployedFunctions: FunctionsLoader = () => import('../../functions/src/index.ts');

/**
 * Linkline with everything around it in this process: Firestore, Twilio, Cloud Tasks, sign-in, and one clock for all. There is
 * one world a process, because the functions read their configuration once: a second start throws `OneWorldError`.
 */
export class LocalWorld implements PageWorld {
  readonly productName: string;
  readonly clock: LocalClock;
  readonly activity: ActivityFeed;
  readonly firestore: EmbeddedFirestore;
  readonly simulator: TwilioSimulator;
  readonly tasks: TaskQueueServer;
  readonly functionsBaseUrl: string;
  readonly #services: LocalServices;
  readonly #shutdown: Shutdown;
  readonly #authentication: DemoSignIn;
  #activities = 0;

  private constructor(services: LocalServices, variables: Variables, shutdown: Shutdown) {
    this.productName = variables['PRODUCT_NAME'] ?? localIdentity.productName;
    this.clock = services.clock;
    this.activity = services.activity;
    this.firestore = services.firestore;
    this.simulator = services.simulator;
    this.tasks = services.tasks;
    this.functionsBaseUrl = services.host.baseUrl;
    this.#services = services;
    this.#shutdown = shutdown;
    this.#authentication = new DemoSignIn({ project: localIdentity.project, clock: services.clock });
    services.activity.subscribe(() => {
      this.#activities += 1;
    });
  }

  /** Throws `PortError` and `OneWorldError`; nothing is left running then. */
  static async start(options: LocalWorldOptions = {}): Promise<LocalWorld> {
    refuseSecondWorld();
    const { ports = {}, functions: load = deployedFunctions } = options;
    const shutdown = new Shutdown();
    try {
      const services = await startLocalServices(ports, shutdown, options.systemNow);
      const variables = variablesFor(services, options);
      await loadFunctions({ services, variables, load, shutdown });
      return new LocalWorld(services, variables, shutdown);
    } catch (error) {
      await shutdown.run();
      throw error;
    }
  }

  signIn(user: string | DemoUser): SignedIn {
    return this.#authentication.signIn(user);
  }

  /** Calls a callable as an app does. Throws `CallFailedError` if it answers an error. */
  async call(name: string, data: unknown, idToken?: string): Promise<unknown> {
    return await callFunction(this.#services.host.url(name), data, idToken);
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
    return this.#activities + this.#services.host.requests;
  }

  async #everyPartIdle(): Promise<void> {
    const { firestore, simulator, tasks, host } = this.#services;
    await Promise.all([firestore.idle(), simulator.idle(), tasks.idle(), host.idle()]);
  }
}

function variablesFor(
  { firestore, tasks, simulator, host }: LocalServices,
  { parameters, linkPageUrl = 'http://127.0.0.1:4000/link' }: LocalWorldOptions,
): Variables {
  const addresses = {
    firestore: `${firestore.host}:${firestore.port}`,
    tasks: tasks.address,
    twilioUrl: simulator.url,
    functionsBaseUrl: host.baseUrl,
    linkPageUrl,
  };
  return localEnvironment(addresses, parameters);
}
