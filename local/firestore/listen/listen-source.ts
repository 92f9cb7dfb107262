import type { DeclaredIndexes } from '../indexes/declared-indexes.ts';
import { invalidArgument } from '../protocol/firestore-error.ts';
import type { ListenTargetRequest } from '../protocol/requests.ts';
import { CollectionQuery } from '../query/collection-query.ts';
import type { Database } from '../store/database.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** What a listener watches: some documents by name, or the result of a query. */
export interface ListenSource {
  /** The named documents, whether they exist or not; none for a query. */
  readonly paths: readonly string[];
  covers(path: string): boolean;
  read(): readonly StoredDocument[];
}

export function listenSource(
  database: Database,
  target: ListenTargetRequest,
  indexes: DeclaredIndexes | null,
): ListenSource {
  if (target.documents !== undefined) {
    return documentsSource(
      database,
      target.documents.documents.map((name) => database.names.documentPath(name)),
    );
  }
  if (target.query?.structuredQuery === undefined)
    throw invalidArgument('A listen target names nothing to watch.');
  const { parent, structuredQuery } = target.query;
  const query = new CollectionQuery(database.names.parentPath(parent), structuredQuery);
  indexes?.assertServe(structuredQuery);
  return querySource(database, query);
}

function documentsSource(database: Database, paths: readonly string[]): ListenSource {
  return {
    paths,
    covers: (path) => paths.includes(path),
    read: () => paths.flatMap((path) => database.documents.document(path) ?? []),
  };
}

function querySource(database: Database, query: CollectionQuery): ListenSource {
  return {
    paths: [],
    covers: (path) => query.covers(path),
    read: () => query.run(database.documents).documents.map((document) => query.project(document)),
  };
}
