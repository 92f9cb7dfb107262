import type { Clock } from '../../domain/shared/clock.ts';
import { writeLine } from '../logging/write-line.ts';
import type { MetricSample } from './metric-sample.ts';
import { SamplingMetricsCollector } from './sampling-metrics-collector.ts';

interface StructuredLogMetricsCollectorOptions {
  readonly clock: Clock;
  /** Takes every line in place of standard output. */
  readonly output?: (line: string) => void;
  /** Takes every sample, besides its line. */
  readonly listener?: (sample: MetricSample) => void;
}

/**
 * Writes one line of JSON a sample: `{ severity, message: "metric", metric, value, unit, tags }`. Log-based metrics read exactly
 * these fields: https://cloud.google.com/logging/docs/logs-based-metrics
 */
export class StructuredLogMetricsCollector extends SamplingMetricsCollector {
  readonly #output: (line: string) => void;
  readonly #listener: (sample: MetricSample) => void;

  constructor({ clock, output = writeLine, listener = () => {} }: StructuredLogMetricsCollectorOptions) {
    super({ clock });
    this.#output = output;
    this.#listener = listener;
  }

  protected override record(sample: MetricSample): void {
    const { name, value, unit, tags } = sample;
    this.#output(JSON.stringify({ severity: 'INFO', message: 'metric', metric: name, value, unit, tags }));
    this.#listener(sample);
  }
}
