import * as deployed from '../../functions/src/index.ts';
import { readAppConfig } from '../../functions/src/infra/config/read-app-config.ts';
import { currentEnvironment } from '../../functions/src/infra/environment.ts';
import { WhatsAppModule } from '../../functions/src/infra/whatsapp-module.ts';
import { readDeployedFunctions } from '../../local/functions-host/read-deployed-functions.ts';
import { localEnvironment, type Variables } from '../../local/world/local-environment.ts';
import { startLocalServices, type LocalServices } from '../../local/world/local-services.ts';
import { setVariables } from '../../local/world/set-variables.ts';
import { Shutdown } from '../../local/world/shutdown.ts';
import { EventInbox } from './event-inbox.ts';

const PUBLIC_BASE_URL = 'https://functions.example.com';
const LINK_PAGE_URL = 'https://app.example.com/link';

/**
 * The backends of the functions that are measured, in this process, and the use cases with which it brings about what a request is
 * about. Nothing is delivered: events are kept, and tasks are taken and end nowhere.
 */
export class BenchWorld {
  readonly services: LocalServices;
  readonly module: WhatsAppModule;
  readonly events: EventInbox;
  /** For the process that serves a function. */
  readonly variables: Variables;
  readonly publicBaseUrl = PUBLIC_BASE_URL;
  readonly #shutdown: Shutdown;

  private constructor(
    parts: Pick<BenchWorld, 'services' | 'module' | 'events' | 'variables'>,
    shutdown: Shutdown,
  ) {
    this.services = parts.services;
    this.module = parts.module;
    this.events = parts.events;
    this.variables = parts.variables;
    this.#shutdown = shutdown;
  }

  static async start(): Promise<BenchWorld> {
    const shutdown = new Shutdown();
    try {
      const services = await startLocalServices({}, undefined, shutdown);
      const variables = variablesFor(services);
      shutdown.add(setVariables(variables));
      const events = new EventInbox();
      subscribe(services, events);
      const silent = { ...currentEnvironment(), logOutput: () => {} };
      const module = await WhatsAppModule.create(readAppConfig(), silent);
      return new BenchWorld({ services, module, events, variables }, shutdown);
    } catch (error) {
      await shutdown.run();
      throw error;
    }
  }

  /** Resolves when every event has come in. */
  async settled(): Promise<void> {
    await Promise.all([this.services.firestore.idle(), this.services.auth.idle()]);
  }

  async stop(): Promise<void> {
    await this.#shutdown.run();
  }
}

function variablesFor({ firestore, auth, tasks, simulator, product }: LocalServices): Variables {
  return localEnvironment({
    firestore: `${firestore.host}:${firestore.port}`,
    auth: auth.address,
    tasks: tasks.address,
    twilioUrl: simulator.url,
    functionsBaseUrl: PUBLIC_BASE_URL,
    linkPageUrl: LINK_PAGE_URL,
    productUrl: product.url,
  });
}

function subscribe({ firestore, auth, tasks, functions }: LocalServices, events: EventInbox): void {
  for (const description of readDeployedFunctions(deployed)) {
    const { name } = description;
    const deliver = events.deliverTo(name);
    if (description.kind === 'firestore') firestore.triggers.add({ name, ...description.trigger, deliver });
    if (description.kind === 'auth') auth.triggers.add({ name, ...description.trigger, deliver });
    if (description.kind === 'task') tasks.add({ ...description, url: functions.url(name) });
  }
}
