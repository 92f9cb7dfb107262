import type { MetricSample } from './metric-sample.ts';
import { SamplingMetricsCollector } from './sampling-metrics-collector.ts';

/** Keeps every sample, oldest first. */
export class InMemoryMetricsCollector extends SamplingMetricsCollector {
  readonly #samples: MetricSample[] = [];

  samples(): readonly MetricSample[] {
    return [...this.#samples];
  }

  protected override record(sample: MetricSample): void {
    this.#samples.push(sample);
  }
}
