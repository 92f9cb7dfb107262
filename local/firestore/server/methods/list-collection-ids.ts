import type { ListCollectionIdsRequest } from '../../protocol/requests.ts';
import type { ListCollectionIdsResponse } from '../../protocol/responses.ts';
import { compareStrings } from '../../value/compare-strings.ts';
import type { ServiceContext } from '../service-context.ts';

/** The collections directly below a document or the root that hold anything, at whatever depth. */
export function listCollectionIds(
  { databases, operations }: ServiceContext,
  request: ListCollectionIdsRequest,
): ListCollectionIdsResponse {
  const database = databases.of(request.parent);
  const parentPath = database.names.parentPath(request.parent);
  const depth = parentPath === '' ? 0 : parentPath.split('/').length;
  const ids = new Set<string>();
  const scope = { parentPath, collectionId: '', allDescendants: true };
  for (const { path } of database.documentsFor(request).documentsIn(scope)) {
    const id = path.split('/')[depth];
    if (id !== undefined) ids.add(id);
  }
  const remaining = [...ids].sort(compareStrings).filter((id) => compareStrings(id, request.pageToken) > 0);
  const collectionIds = remaining.slice(0, request.pageSize || undefined);
  operations.countReads(1);
  const nextPageToken = collectionIds.length < remaining.length ? (collectionIds.at(-1) ?? '') : '';
  return { collectionIds, nextPageToken };
}
