import { replaceEnvironment } from '../../functions/src/infra/environment.ts';
import type { FunctionDescription } from '../functions-host/deployed-function.ts';
import type { FunctionsHost } from '../functions-host/functions-host.ts';
import { readDeployedFunctions } from '../functions-host/read-deployed-functions.ts';
import type { ActivityRecorder } from './activity-recorder.ts';
import { captureOutput } from './capture-output.ts';
import type { LocalClock } from './local-clock.ts';
import type { Variables } from './local-environment.ts';
import { setVariables } from './set-variables.ts';
import type { Shutdown } from './shutdown.ts';

/** Loads the module that exports the deployed functions. */
export type FunctionsLoader = () => Promise<Readonly<Record<string, unknown>>>;

export interface LoadFunctionsOptions {
  readonly host: FunctionsHost;
  readonly clock: LocalClock;
  readonly recorder: ActivityRecorder;
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

/** Loads the functions into this process, in the environment of the local world, and serves them. */
export async function loadFunctions({
  host,
  clock,
  recorder,
  variables,
  load,
  shutdown,
}: LoadFunctionsOptions): Promise<readonly FunctionDescription[]> {
  refuseSecondWorld();
  functionsAreLoaded = true;
  shutdown.add(setVariables(variables));
  shutdown.add(captureOutput([process.stdout, process.stderr], (entry) => recorder.logEntry(entry)));
  shutdown.add(
    replaceEnvironment({
      clock,
      logOutput: (line) => recorder.logLine(line),
      metricsListener: (sample) => recorder.metric(sample),
    }),
  );
  const deployed = readDeployedFunctions(await load());
  for (const each of deployed) host.add(each);
  return deployed;
}
