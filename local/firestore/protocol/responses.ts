import type { Fields, Timestamp, Value } from './value.ts';

/** `google.firestore.v1.Document` as the server answers it; one without times stands for a missing document. */
export interface DocumentOutput {
  readonly name: string;
  readonly fields?: Fields;
  readonly createTime?: Timestamp;
  readonly updateTime?: Timestamp;
}

export interface WriteResult {
  readonly updateTime?: Timestamp;
  readonly transformResults?: readonly Value[];
}

export type BatchGetDocumentsResponse =
  | { readonly transaction: Uint8Array }
  | { readonly found: DocumentOutput; readonly readTime: Timestamp }
  | { readonly missing: string; readonly readTime: Timestamp };

export type RunQueryResponse =
  | { readonly transaction: Uint8Array }
  | { readonly document?: DocumentOutput; readonly readTime: Timestamp };

export interface RunAggregationQueryResponse {
  readonly result: { readonly aggregateFields: Fields };
  readonly readTime: Timestamp;
  readonly transaction?: Uint8Array;
}

export interface CommitResponse {
  readonly writeResults: readonly WriteResult[];
  readonly commitTime: Timestamp;
}

export interface BatchWriteResponse {
  readonly writeResults: readonly WriteResult[];
  readonly status: readonly { readonly code: number; readonly message?: string }[];
}

export interface ListDocumentsResponse {
  readonly documents: readonly DocumentOutput[];
  readonly nextPageToken: string;
}

export interface ListCollectionIdsResponse {
  readonly collectionIds: readonly string[];
  readonly nextPageToken: string;
}

export type TargetChangeType = 'NO_CHANGE' | 'ADD' | 'REMOVE' | 'CURRENT' | 'RESET';

export interface TargetChange {
  readonly targetChangeType: TargetChangeType;
  readonly targetIds?: readonly number[];
  readonly readTime?: Timestamp;
  readonly resumeToken?: Uint8Array;
  /** Why a target was removed that the client did not remove. */
  readonly cause?: { readonly code: number; readonly message: string };
}

interface DocumentLeft {
  readonly document: string;
  readonly removedTargetIds: readonly number[];
  readonly readTime: Timestamp;
}

export type ListenResponse =
  | { readonly targetChange: TargetChange }
  | { readonly documentChange: { readonly document: DocumentOutput; readonly targetIds: readonly number[] } }
  | { readonly documentDelete: DocumentLeft }
  | { readonly documentRemove: DocumentLeft };
