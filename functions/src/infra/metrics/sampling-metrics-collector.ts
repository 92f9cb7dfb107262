import type { Clock } from '../../domain/shared/clock.ts';
import type { CounterName, GaugeName, TagsOf, TimerName } from '../../domain/shared/metrics-catalogue.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { isIdentifier, REDACTED } from '../logging/constant-form.ts';
import type { MetricSample } from './metric-sample.ts';

/** Makes one sample of every measurement; what becomes of it is the subclass's. */
export abstract class SamplingMetricsCollector implements MetricsCollector {
  readonly #clock: Clock;

  constructor({ clock }: { readonly clock: Clock }) {
    this.#clock = clock;
  }

  increment<Name extends CounterName>(name: Name, tags: TagsOf<Name>): void {
    this.record({ name, value: 1, unit: '1', tags: safeTags(tags) });
  }

  gauge<Name extends GaugeName>(name: Name, tags: TagsOf<Name>, value: number): void {
    this.record({ name, value, unit: 'ms', tags: safeTags(tags) });
  }

  async timer<Name extends TimerName, Result>(
    name: Name,
    tags: TagsOf<Name>,
    operation: () => Promise<Result>,
  ): Promise<Result> {
    const start = this.#clock.now();
    try {
      return await operation();
    } finally {
      this.record({ name, value: this.#clock.now() - start, unit: 'ms', tags: safeTags(tags) });
    }
  }

  protected abstract record(sample: MetricSample): void;
}

function safeTags(tags: MetricSample['tags']): MetricSample['tags'] {
  const entries = Object.entries(tags);
  return Object.fromEntries(entries.map(([name, value]) => [name, isIdentifier(value) ? value : REDACTED]));
}
