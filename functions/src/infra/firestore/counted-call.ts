import { DomainError } from '../../domain/shared/domain-error.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { asDomainError } from './firestore-errors.ts';

/** A call to Firestore, counted by outcome; throws what the client threw as a domain error. */
export async function countedCall<Result>(
  metrics: MetricsCollector,
  operation: string,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await call();
    metrics.increment('firestore.queries', { operation, result: 'ok' });
    return result;
  } catch (error) {
    const mapped = asDomainError(error);
    const result = mapped instanceof DomainError ? mapped.code : 'failed';
    metrics.increment('firestore.queries', { operation, result });
    throw mapped;
  }
}
