import { FirestoreError } from '../protocol/firestore-error.ts';
import type { StructuredQuery } from '../protocol/structured-query.ts';
import { DOCUMENT_NAME } from '../query/document-field.ts';
import { indexDeclaration, type IndexedCollections } from './index-declaration.ts';
import type { FieldMode, IndexDefinitions } from './index-definitions.ts';
import { indexNeeds, type IndexNeed } from './index-need.ts';

type Mode = 'ASCENDING' | 'DESCENDING' | 'CONTAINS';

interface IndexedField {
  readonly fieldPath: string;
  readonly mode: Mode;
}

/** Its entries are sorted by these fields; the last one is the document's name. */
type Index = readonly IndexedField[];

const AUTOMATIC: readonly Mode[] = ['ASCENDING', 'DESCENDING', 'CONTAINS'];

/**
 * Refuses what real Firestore has no index for. Where its documentation leaves open whether a query is served, it is not: an array's
 * index is not merged with others, and none is read backwards. Sums and averages need what their query needs.
 * https://firebase.google.com/docs/firestore/query-data/index-overview
 */
export class DeclaredIndexes {
  readonly #definitions: IndexDefinitions;

  constructor(definitions: IndexDefinitions) {
    this.#definitions = definitions;
  }

  /** Throws FAILED_PRECONDITION, with what to declare. */
  assertServe(query: StructuredQuery): void {
    const [{ collectionId, allDescendants } = { collectionId: '', allDescendants: false }] = query.from;
    const queryScope = allDescendants ? 'COLLECTION_GROUP' : 'COLLECTION';
    const collections: IndexedCollections = { collectionGroup: collectionId, queryScope };
    const unserved = indexNeeds(query).find((need) => !this.#serves(need, collections));
    if (unserved === undefined) return;
    throw new FirestoreError(
      'FAILED_PRECONDITION',
      `The query requires an index. Declare it in firestore.indexes.json: ${indexDeclaration(unserved, collections)}`,
    );
  }

  #serves(need: IndexNeed, collections: IndexedCollections): boolean {
    const tested = [...need.equalities, ...need.arrayMemberships];
    if (tested.length === 0 && isOrderOfNames(need)) return true;
    const parts = this.#indexesFor(need, collections).flatMap((index) => {
      const fields = testedBy(index, need);
      return fields === null ? [] : [fields];
    });
    const canMerge = need.arrayMemberships.length === 0;
    const choices = canMerge && parts.length > 0 ? [parts.flat()] : parts;
    return choices.some((fields) => tested.every((path) => fields.includes(path)));
  }

  #indexesFor(
    { equalities, arrayMemberships, order }: IndexNeed,
    collections: IndexedCollections,
  ): readonly Index[] {
    const paths = [...equalities, ...arrayMemberships, ...order.map(({ fieldPath }) => fieldPath)];
    const single = paths
      .filter((path) => path !== DOCUMENT_NAME)
      .flatMap((path) =>
        this.#modesOf(path, collections).map((mode) => endInName([{ fieldPath: path, mode }])),
      );
    return [...single, ...this.#composite(collections)];
  }

  #composite({ collectionGroup, queryScope }: IndexedCollections): readonly Index[] {
    return this.#definitions.indexes
      .filter((index) => index.collectionGroup === collectionGroup && index.queryScope === queryScope)
      .map(({ fields }) =>
        endInName(fields.map((field) => ({ fieldPath: field.fieldPath, mode: modeOf(field) }))),
      );
  }

  /** An override of a map's indexes is that of the fields in it, unless they have their own. */
  #modesOf(path: string, { collectionGroup, queryScope }: IndexedCollections): readonly Mode[] {
    const [override] = this.#definitions.fieldOverrides
      .filter((entry) => entry.collectionGroup === collectionGroup)
      .filter(({ fieldPath }) => path === fieldPath || path.startsWith(`${fieldPath}.`))
      .toSorted((one, other) => other.fieldPath.length - one.fieldPath.length);
    if (override === undefined) return queryScope === 'COLLECTION' ? AUTOMATIC : [];
    return override.indexes.filter((index) => (index.queryScope ?? 'COLLECTION') === queryScope).map(modeOf);
  }
}

/** The fields that an index finds by their value, if its entries are then sorted as the query wants them. */
function testedBy(
  index: Index,
  { equalities, arrayMemberships, order }: IndexNeed,
): readonly string[] | null {
  const start = index.length - order.length;
  const isSorted = order.every(({ fieldPath, direction }, i) => {
    const field = index[start + i];
    return field?.fieldPath === fieldPath && field.mode === direction;
  });
  const tested = index.slice(0, Math.max(0, start));
  const areAsked = tested.every(({ fieldPath, mode }) =>
    (mode === 'CONTAINS' ? arrayMemberships : equalities).includes(fieldPath),
  );
  return isSorted && areAsked ? tested.map(({ fieldPath }) => fieldPath) : null;
}

/** The name goes the way of the last field that has a direction. */
function endInName(fields: readonly IndexedField[]): Index {
  if (fields.at(-1)?.fieldPath === DOCUMENT_NAME) return fields;
  const directed = fields.findLast(({ mode }) => mode !== 'CONTAINS');
  return [...fields, { fieldPath: DOCUMENT_NAME, mode: directed?.mode ?? 'ASCENDING' }];
}

function modeOf({ order, arrayConfig }: FieldMode): Mode {
  if (arrayConfig !== undefined) return 'CONTAINS';
  return order === 'DESCENDING' ? 'DESCENDING' : 'ASCENDING';
}

function isOrderOfNames({ order: [first] }: IndexNeed): boolean {
  return first?.fieldPath === DOCUMENT_NAME && first.direction === 'ASCENDING';
}
