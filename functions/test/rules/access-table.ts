import { collections } from '../../src/infra/firestore/collections.ts';
import { operations, type Operation } from './operations.ts';
import { strangeVisitors, usualVisitors, type Visitor } from './visitors.ts';

interface Place {
  readonly name: string;
  readonly collectionOf: (visitor: Visitor) => string;
  readonly visitors: readonly Visitor[];
}

export interface AccessCase {
  readonly name: string;
  readonly visitor: Visitor;
  readonly operation: Operation;
  /** Path of the collection. */
  readonly collection: string;
  readonly expected: 'granted' | 'denied';
}

const { links } = collections;
const allVisitors = [...usualVisitors, ...strangeVisitors];

const otherCollections = [...new Set([...Object.values(collections), 'collection_of_the_app'])].filter(
  (name) => name !== links,
);

/** Every collection there is, one that nobody has thought of, and what could be taken for the documents that owners may read. */
export const places: readonly Place[] = [
  { name: links, collectionOf: () => links, visitors: allVisitors },
  {
    name: `a collection below ${links}`,
    collectionOf: ({ documentId }) => `${links}/${documentId}/notes`,
    visitors: allVisitors,
  },
  {
    name: `a collection of the name ${links} elsewhere`,
    collectionOf: () => `apps/one/${links}`,
    visitors: allVisitors,
  },
  ...otherCollections.map((name) => ({ name, collectionOf: () => name, visitors: usualVisitors })),
];

export function casesOf({ collectionOf, visitors }: Place): readonly AccessCase[] {
  return visitors.flatMap((visitor) => {
    const collection = collectionOf(visitor);
    const mayRead = collection === links && visitor.userId === visitor.documentId;
    return operations.map((operation) => ({
      name: `${visitor.name}: ${operation.name} ${collection}/${visitor.documentId}`,
      visitor,
      operation,
      collection,
      expected: mayRead && operation.isForOwners ? 'granted' : 'denied',
    }));
  });
}

export function caseNamed(name: string): AccessCase {
  const found = places.flatMap(casesOf).find((each) => each.name === name);
  if (found === undefined) throw new Error(`The table has no case “${name}”.`);
  return found;
}

/** Each document that a case asks for and expects to be there. */
export function existingDocuments(): readonly string[] {
  const existing = places.flatMap(casesOf).filter(({ visitor }) => visitor.documentExists);
  return [...new Set(existing.map(({ collection, visitor }) => `${collection}/${visitor.documentId}`))];
}
