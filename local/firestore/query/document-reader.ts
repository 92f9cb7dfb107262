import type { StoredDocument } from '../store/stored-document.ts';
import type { QueryScope } from './query-scope.ts';

/** The documents of one database at one moment. */
export interface DocumentReader {
  document(path: string): StoredDocument | undefined;
  documentsIn(scope: QueryScope): Iterable<StoredDocument>;
}
