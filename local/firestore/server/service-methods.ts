import { batchGetDocuments } from './methods/batch-get-documents.ts';
import { batchWrite } from './methods/batch-write.ts';
import { beginTransaction } from './methods/begin-transaction.ts';
import { commit } from './methods/commit.ts';
import { createDocument } from './methods/create-document.ts';
import { deleteDocument } from './methods/delete-document.ts';
import { getDocument } from './methods/get-document.ts';
import { listCollectionIds } from './methods/list-collection-ids.ts';
import { listDocuments } from './methods/list-documents.ts';
import { rollback } from './methods/rollback.ts';
import { runAggregationQuery } from './methods/run-aggregation-query.ts';
import { runQuery } from './methods/run-query.ts';
import { updateDocument } from './methods/update-document.ts';

/** Answered with one message. */
export const UNARY_METHODS = {
  batchWrite,
  beginTransaction,
  commit,
  createDocument,
  deleteDocument,
  getDocument,
  listCollectionIds,
  listDocuments,
  rollback,
  updateDocument,
};

/** Answered with a stream of messages. */
export const STREAMING_METHODS = { batchGetDocuments, runAggregationQuery, runQuery };

/** The implemented RPC methods; every other one answers UNIMPLEMENTED. */
export type FirestoreMethod = keyof typeof UNARY_METHODS | keyof typeof STREAMING_METHODS | 'listen';
