import type { SweepMessagesResult } from '../../app/sweeping/sweep-messages-use-case.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';

/** What a sweep found and did, as metrics. What it could not look for is not measured. */
export function measureSweep(
  metrics: MetricsCollector,
  { recovered, settled, oldest, pause }: SweepMessagesResult,
): void {
  for (const [kind, count] of Object.entries(recovered)) {
    for (let counted = 0; counted < count; counted += 1) metrics.increment('sweep.recovered', { kind });
  }
  for (const { state, reason } of settled) {
    metrics.increment('outbound.outcomes', { outcome: state, reason: reason ?? 'none' });
  }
  for (const [kind, age] of Object.entries(oldest)) {
    if (age !== null) metrics.gauge('sweep.oldest_overdue', { kind }, age);
  }
  if (pause !== null) metrics.gauge('sweep.sending_pause', { reason: pause.reason }, pause.age);
}
