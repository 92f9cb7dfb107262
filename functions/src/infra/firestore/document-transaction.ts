import type { DocumentData, Query, QuerySnapshot } from 'firebase-admin/firestore';
import type { CollectionName } from './collections.ts';
import type { StoredInstant } from './documents/stored-instant.ts';

export interface DocumentKey {
  readonly collection: CollectionName;
  readonly id: string;
}

export function pathOf({ collection, id }: DocumentKey): string {
  return `${collection}/${id}`;
}

/** What was read of a document; one that is missing has neither data nor a time. */
export interface ReadDocument {
  data(): DocumentData | undefined;
  get(field: string): unknown;
  readonly createTime?: StoredInstant | undefined;
}

/** The fields of a merge may hold changes: see `field-changes.ts`. */
export type DocumentWrite =
  | {
      readonly kind: 'create' | 'set' | 'merge';
      readonly document: DocumentKey;
      readonly fields: DocumentData;
    }
  | { readonly kind: 'delete'; readonly document: DocumentKey };

/** One run of a transaction on any client of Firestore. */
export interface DocumentTransaction {
  /** In the order of the keys, of which there is at least one. */
  read(documents: readonly DocumentKey[]): Promise<readonly ReadDocument[]>;
  /** What a query begins with. */
  collection(name: CollectionName): Query;
  query(query: Query): Promise<QuerySnapshot>;
}
