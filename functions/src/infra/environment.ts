import type { Clock } from '../domain/shared/clock.ts';
import type { RandomSource } from '../domain/shared/random-source.ts';
import { NodeRandomSource } from './cryptography/node-random-source.ts';
import type { MetricSample } from './metrics/metric-sample.ts';

/** What the machine gives the functions. */
export interface Environment {
  readonly clock: Clock;
  readonly random: RandomSource;
  /** What runs, as error reports call it. */
  readonly deployment?: {
    readonly functionName?: string | undefined;
    readonly revision?: string | undefined;
  };
  /** Takes every finished log line (JSON without a line break) in place of standard output. */
  readonly logOutput?: (line: string) => void;
  /** Takes every metric sample, besides its log line. */
  readonly metricsListener?: (sample: MetricSample) => void;
  /** Milliseconds without an answer of Twilio, in place of the usual ones. */
  readonly twilioTimeout?: number;
  /** Milliseconds that Twilio's requests wait for Firestore, in place of the usual ones. */
  readonly storageDeadline?: number;
}

const systemClock: Clock = { now: () => Date.now() };

/** https://cloud.google.com/run/docs/container-contract#services-env-vars and what functions-framework is told to serve. */
const { FUNCTION_TARGET: functionName, K_REVISION: revision } = process.env;

let environment: Environment = {
  clock: systemClock,
  random: new NodeRandomSource(),
  deployment: { functionName, revision },
};

export function currentEnvironment(): Environment {
  return environment;
}

/** For the local world and tests; production never calls it. What is built afterwards sees it, until the returned function runs. */
export function replaceEnvironment(replacement: Partial<Environment>): () => void {
  const former = environment;
  environment = { ...former, ...replacement };
  return () => {
    environment = former;
  };
}
