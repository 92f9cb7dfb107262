import { DomainError } from '../../domain/shared/domain-error.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { LogFields, Logger } from '../../domain/shared/logger.ts';

/** Logs start and end of a use case with its outcome or error code; the error itself is passed on and logged at the boundary. */
export async function loggedUseCase<Result extends { readonly outcome: string }>(
  ports: { readonly logger: Logger; readonly clock: Clock },
  name: string,
  fields: LogFields,
  work: () => Promise<Result>,
): Promise<Result> {
  const startedAt = ports.clock.now();
  const context = { ...fields, use_case: name };
  ports.logger.debug('use-case-started', context);
  try {
    const result = await work();
    const duration_ms = ports.clock.now() - startedAt;
    ports.logger.info('use-case-finished', { ...context, outcome: result.outcome, duration_ms });
    return result;
  } catch (error) {
    const code = error instanceof DomainError ? error.code : 'unexpected';
    const duration_ms = ports.clock.now() - startedAt;
    ports.logger.info('use-case-failed', { ...context, code, duration_ms });
    throw error;
  }
}
