import { replaceEnvironment } from '../../functions/src/infra/environment.ts';
import { callEventFunction } from '../functions-host/call-event-function.ts';
import type { DeployedFunction } from '../functions-host/deployed-function.ts';
import { readDeployedFunctions } from '../functions-host/read-deployed-functions.ts';
import { captureOutput } from './capture-output.ts';
import type { Variables } from './local-environment.ts';
import type { LocalServices } from './local-services.ts';
import { setVariables } from './set-variables.ts';
import type { Shutdown } from './shutdown.ts';

/** Loads the module that exports the deployed functions. */
export type FunctionsLoader = () => Promise<Readonly<Record<string, unknown>>>;

export interface LoadFunctionsOptions {
  readonly services: LocalServices;
  readonly variables: Variables;
  readonly load: FunctionsLoader;
  readonly shutdown: Shutdown;
}

export class OneWorldError extends Error {
  override readonly name = 'OneWorldError';
}

let functionsAreLoaded = false;

/** Throws `OneWorldError` if functions were loaded before. */
export function refuseSecondWorld(): void {
  if (!functionsAreLoaded) return;
  throw new OneWorldError(
    'This process has had a local world: the functions keep its addresses. Use that world, or start another process.',
  );
}

/** Loads the functions into the environment of the local world and connects them with its services. */
export async function loadFunctions({
  services,
  variables,
  load,
  shutdown,
}: LoadFunctionsOptions): Promise<void> {
  refuseSecondWorld();
  functionsAreLoaded = true;
  const { clock, recorder } = services;
  shutdown.add(setVariables(variables));
  shutdown.add(captureOutput([process.stdout, process.stderr], (entry) => recorder.logEntry(entry)));
  shutdown.add(
    replaceEnvironment({
      clock,
      logOutput: (line) => recorder.logLine(line),
      metricsListener: (sample) => recorder.metric(sample),
    }),
  );
  for (const deployed of readDeployedFunctions(await load())) connect(deployed, services);
}

function connect(deployed: DeployedFunction, { host, firestore, tasks }: LocalServices): void {
  const { name } = deployed;
  const url = host.url(name);
  host.add(deployed);
  if (deployed.kind === 'task') tasks.add({ name, url, retryPolicy: deployed.retryPolicy });
  if (deployed.kind === 'firestore') {
    firestore.triggers.add({
      name,
      ...deployed.trigger,
      deliver: (event) => callEventFunction(url, event),
    });
  }
}
