import { expect, it } from 'vitest';
import { MINUTE } from '../../../src/domain/shared/clock.ts';
import { measureSweep } from '../../../src/infra/functions/measure-sweep.ts';
import { InMemoryMetricsCollector } from '../../../src/infra/metrics/in-memory-metrics-collector.ts';

it('measures what a sweep found, and nothing that it could not look for', () => {
  const metrics = new InMemoryMetricsCollector({ clock: { now: () => 0 } });

  measureSweep(metrics, {
    outcome: 'incomplete',
    recovered: { outbound: 2, inbound: 0, event: 0, check: 0 },
    settled: [{ state: 'dead', reason: 'retries-exhausted' }],
    oldest: { outbound: 7 * MINUTE, inbound: 0, event: null, check: null },
    pause: { reason: 'operator', age: MINUTE },
    failures: [],
  });

  const measured = metrics.samples().map(({ name, value, tags }) => [name, value, tags]);
  expect(measured).toEqual([
    ['sweep.recovered', 1, { kind: 'outbound' }],
    ['sweep.recovered', 1, { kind: 'outbound' }],
    ['outbound.outcomes', 1, { outcome: 'dead', reason: 'retries-exhausted' }],
    ['sweep.oldest_overdue', 7 * MINUTE, { kind: 'outbound' }],
    ['sweep.oldest_overdue', 0, { kind: 'inbound' }],
    ['sweep.sending_pause', MINUTE, { reason: 'operator' }],
  ]);
});
