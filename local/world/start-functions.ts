import { callEventFunction, type EncodedEvent } from '../functions-host/call-event-function.ts';
import type { FunctionDescription } from '../functions-host/deployed-function.ts';
import { FunctionsProcess } from '../functions-process/functions-process.ts';
import { loadFunctions, type FunctionsLoader } from './load-functions.ts';
import type { Variables } from './local-environment.ts';
import type { LocalServices } from './local-services.ts';
import type { Shutdown } from './shutdown.ts';

export interface StartFunctionsOptions {
  readonly services: LocalServices;
  readonly variables: Variables;
  /** Used where the functions run in this process. */
  readonly load: FunctionsLoader;
  readonly shutdown: Shutdown;
}

/** Brings the functions up, wherever they run, and connects them with what triggers them. */
export async function startFunctions(options: StartFunctionsOptions): Promise<void> {
  const { services, variables } = options;
  const { functions } = services;
  const descriptions =
    functions instanceof FunctionsProcess
      ? await functions.start(variables)
      : await loadFunctions({ ...services, ...options, host: functions });
  services.administration.deploy(descriptions, variables);
  for (const description of descriptions) connect(description, services);
}

function connect(
  description: FunctionDescription,
  { functions, firestore, auth, tasks, scheduler }: LocalServices,
): void {
  const { name } = description;
  const url = functions.url(name);
  if (description.kind === 'task') tasks.add({ ...description, url });
  if (description.kind === 'schedule') scheduler.add({ ...description, url });
  const deliver = (event: EncodedEvent) => callEventFunction(url, event);
  if (description.kind === 'firestore') firestore.triggers.add({ name, ...description.trigger, deliver });
  if (description.kind === 'auth') auth.triggers.add({ name, ...description.trigger, deliver });
}
