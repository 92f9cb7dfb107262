import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { countedCall } from './counted-call.ts';

/** A write outside a transaction, timed and counted; throws what the client threw as a domain error. */
export function timedWrite<Result>(
  metrics: MetricsCollector,
  operation: string,
  write: () => Promise<Result>,
): Promise<Result> {
  return countedCall(metrics, operation, () => metrics.timer('firestore.write', { operation }, write));
}
