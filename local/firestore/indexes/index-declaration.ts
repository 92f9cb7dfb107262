import { DOCUMENT_NAME } from '../query/document-field.ts';
import type { IndexNeed } from './index-need.ts';

/** Which collections an index covers. */
export interface IndexedCollections {
  readonly collectionGroup: string;
  readonly queryScope: 'COLLECTION' | 'COLLECTION_GROUP';
}

/** The entry of firestore.indexes.json that would serve the need: of its `fieldOverrides` for one field, else of its `indexes`. */
export function indexDeclaration(need: IndexNeed, collections: IndexedCollections): string {
  const fields = [
    ...need.arrayMemberships.map((fieldPath) => ({ fieldPath, arrayConfig: 'CONTAINS' })),
    ...need.equalities.map((fieldPath) => ({ fieldPath, order: 'ASCENDING' })),
    ...declaredOrder(need).map(({ fieldPath, direction }) => ({ fieldPath, order: direction })),
  ];
  const [first, ...others] = fields;
  if (first === undefined || others.length > 0) return JSON.stringify({ ...collections, fields });
  const { fieldPath, ...mode } = first;
  const { collectionGroup, queryScope } = collections;
  return JSON.stringify({ collectionGroup, fieldPath, indexes: [{ ...mode, queryScope }] });
}

/** An index ends by itself in the name, in the direction of its last field. */
function declaredOrder({ order }: IndexNeed): IndexNeed['order'] {
  const direction = order.at(-2)?.direction ?? 'ASCENDING';
  const last = order.at(-1);
  return last?.fieldPath === DOCUMENT_NAME && last.direction === direction ? order.slice(0, -1) : order;
}
