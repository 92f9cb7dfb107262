import { currentEnvironment } from '../environment.ts';
import { describeError } from '../logging/describe-error.ts';
import { writeLine } from '../logging/write-line.ts';

/** Where the module could not be built there is no logger either: one plain structured line tells the operator why. */
export function reportStartFailure(error: unknown): void {
  const { logOutput = writeLine } = currentEnvironment();
  logOutput(JSON.stringify({ severity: 'CRITICAL', message: 'start-failed', ...describeError(error) }));
}
