import type { MetricName } from '../../domain/shared/metrics-catalogue.ts';

export interface MetricSample {
  readonly name: MetricName;
  readonly value: number;
  /** `1` for a counter, `ms` for a timer and a gauge. */
  readonly unit: '1' | 'ms';
  readonly tags: Readonly<Record<string, string>>;
}
