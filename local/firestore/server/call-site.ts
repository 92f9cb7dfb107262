import type { StructuredQuery } from '../protocol/structured-query.ts';
import type { Write } from '../protocol/write.ts';

/** What tells one caller's request from another's; each method has some of these. */
interface Request {
  readonly name?: string;
  readonly documents?: readonly string[];
  readonly writes?: readonly Write[];
  readonly structuredQuery?: StructuredQuery | null;
  readonly structuredAggregationQuery?: { readonly structuredQuery?: StructuredQuery } | null;
}

const DOCUMENTS = '/documents/';

/** The method and the collections that a call concerns, such as `commit whatsapp_contacts + whatsapp_links`. */
export function callSite(method: string, request: object): string {
  const collections = [...new Set(collectionsOf(request))].toSorted();
  return collections.length === 0 ? method : `${method} ${collections.join(' + ')}`;
}

function collectionsOf(request: Request): readonly string[] {
  const { name, documents = [], writes = [], structuredAggregationQuery } = request;
  const names = [...(name === undefined ? [] : [name]), ...documents, ...writes.map(nameOf)];
  const query = request.structuredQuery ?? structuredAggregationQuery?.structuredQuery;
  return [...names.map(collectionOf), ...(query?.from ?? []).map(({ collectionId }) => collectionId)];
}

function nameOf(write: Write): string {
  switch (write.operation) {
    case 'update':
      return write.update.name;
    case 'delete':
      return write.delete;
    case 'transform':
      return write.transform.document;
  }
}

function collectionOf(name: string): string {
  const path = name.slice(name.indexOf(DOCUMENTS) + DOCUMENTS.length);
  return path.split('/').at(-2) ?? path;
}
