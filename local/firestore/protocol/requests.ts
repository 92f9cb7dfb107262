import type { Aggregation, StructuredQuery } from './structured-query.ts';
import type { Timestamp } from './value.ts';
import type { DocumentInput, DocumentMask, Precondition, Write } from './write.ts';

export interface TransactionOptions {
  readonly mode?: 'readOnly' | 'readWrite';
  readonly readOnly?: { readonly readTime?: Timestamp };
}

/** What moment, or which transaction, a read belongs to; without one it reads what is stored now. */
export type ConsistencySelector =
  | { readonly consistencySelector?: never }
  | { readonly consistencySelector: 'transaction'; readonly transaction: Uint8Array }
  | { readonly consistencySelector: 'newTransaction'; readonly newTransaction: TransactionOptions }
  | { readonly consistencySelector: 'readTime'; readonly readTime: Timestamp };

export type BatchGetDocumentsRequest = ConsistencySelector & {
  readonly database: string;
  readonly documents: readonly string[];
  readonly mask: DocumentMask | null;
};

export type RunQueryRequest = ConsistencySelector & {
  readonly parent: string;
  readonly structuredQuery?: StructuredQuery;
  readonly explainOptions: object | null;
};

export type RunAggregationQueryRequest = ConsistencySelector & {
  readonly parent: string;
  readonly structuredAggregationQuery?: {
    readonly structuredQuery?: StructuredQuery;
    readonly aggregations: readonly Aggregation[];
  };
  readonly explainOptions: object | null;
};

export interface BeginTransactionRequest {
  readonly database: string;
  readonly options: TransactionOptions | null;
}

export interface RollbackRequest {
  readonly database: string;
  readonly transaction: Uint8Array;
}

export interface CommitRequest {
  readonly database: string;
  readonly writes: readonly Write[];
  readonly transaction: Uint8Array;
}

export interface BatchWriteRequest {
  readonly database: string;
  readonly writes: readonly Write[];
}

export type GetDocumentRequest = ConsistencySelector & {
  readonly name: string;
  readonly mask: DocumentMask | null;
};

export interface CreateDocumentRequest {
  readonly parent: string;
  readonly collectionId: string;
  readonly documentId: string;
  readonly document: DocumentInput | null;
  readonly mask: DocumentMask | null;
}

export interface UpdateDocumentRequest {
  readonly document: DocumentInput | null;
  readonly updateMask: DocumentMask | null;
  readonly mask: DocumentMask | null;
  readonly currentDocument: Precondition | null;
}

export interface DeleteDocumentRequest {
  readonly name: string;
  readonly currentDocument: Precondition | null;
}

export type ListDocumentsRequest = ConsistencySelector & {
  readonly parent: string;
  readonly collectionId: string;
  readonly pageSize: number;
  readonly pageToken: string;
  readonly mask: DocumentMask | null;
  readonly showMissing: boolean;
};

export type ListCollectionIdsRequest = ConsistencySelector & {
  readonly parent: string;
  readonly pageSize: number;
  readonly pageToken: string;
};

export interface ListenTargetRequest {
  readonly targetId: number;
  readonly targetType?: 'query' | 'documents';
  readonly query?: { readonly parent: string; readonly structuredQuery?: StructuredQuery };
  readonly documents?: { readonly documents: readonly string[] };
  readonly resumeType?: 'resumeToken' | 'readTime';
}

export type ListenRequest = { readonly database: string } & (
  | { readonly targetChange: 'addTarget'; readonly addTarget: ListenTargetRequest }
  | { readonly targetChange: 'removeTarget'; readonly removeTarget: number }
);
