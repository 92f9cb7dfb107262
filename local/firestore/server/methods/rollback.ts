import type { RollbackRequest } from '../../protocol/requests.ts';
import type { ServiceContext } from '../service-context.ts';

export function rollback({ databases }: ServiceContext, request: RollbackRequest): object {
  databases.of(request.database).rollback(request.transaction);
  return {};
}
