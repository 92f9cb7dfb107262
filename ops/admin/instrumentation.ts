import type { Clock } from '../../functions/src/domain/shared/clock.ts';
import type { Logger } from '../../functions/src/domain/shared/logger.ts';
import type { MetricsCollector } from '../../functions/src/domain/shared/metrics-collector.ts';
import { createLogger } from '../../functions/src/infra/logging/create-logger.ts';
import { SamplingMetricsCollector } from '../../functions/src/infra/metrics/sampling-metrics-collector.ts';
import type { Terminal } from './terminal.ts';

/** Nobody reads the metrics of one command. */
class UnrecordedMetricsCollector extends SamplingMetricsCollector {
  protected override record(): void {}
}

const silentLogger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Log lines go to standard error, where somebody wants them. */
export async function instrumentation(options: {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly project: string;
  readonly verbose: boolean;
}): Promise<{ readonly logger: Logger; readonly metrics: MetricsCollector }> {
  const { terminal, clock, project, verbose } = options;
  const metrics = new UnrecordedMetricsCollector({ clock });
  if (!verbose) return { logger: silentLogger, metrics };
  const output = (line: string) => terminal.note(line);
  const logger = await createLogger({
    level: 'debug',
    projectId: project,
    service: 'linkline-admin',
    output,
  });
  return { logger, metrics };
}
