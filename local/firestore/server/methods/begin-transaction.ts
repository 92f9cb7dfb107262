import type { BeginTransactionRequest } from '../../protocol/requests.ts';
import type { ServiceContext } from '../service-context.ts';

export function beginTransaction(
  { databases }: ServiceContext,
  request: BeginTransactionRequest,
): { readonly transaction: Uint8Array } {
  return { transaction: databases.of(request.database).begin(request.options ?? {}) };
}
