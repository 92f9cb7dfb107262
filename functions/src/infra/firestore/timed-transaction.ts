import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { countedCall } from './counted-call.ts';

/** A transaction with its retries, timed and counted; throws what the client threw as a domain error. */
export function timedTransaction<Result>(
  metrics: MetricsCollector,
  operation: string,
  transaction: () => Promise<Result>,
): Promise<Result> {
  return countedCall(metrics, operation, () =>
    metrics.timer('firestore.transaction', { operation }, transaction),
  );
}
