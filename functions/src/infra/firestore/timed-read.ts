import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { countedCall } from './counted-call.ts';

/** A read outside a transaction, timed and counted; throws what the client threw as a domain error. */
export function timedRead<Result>(
  metrics: MetricsCollector,
  operation: string,
  read: () => Promise<Result>,
): Promise<Result> {
  return countedCall(metrics, operation, () => metrics.timer('firestore.read', {}, read));
}
