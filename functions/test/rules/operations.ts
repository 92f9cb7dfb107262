import type { RulesTestContext } from '@firebase/rules-unit-testing';

export type RulesClient = ReturnType<RulesTestContext['firestore']>;

export interface Target {
  /** Path of the collection. */
  readonly collection: string;
  readonly documentId: string;
  readonly documentExists: boolean;
}

export interface Operation {
  readonly name: string;
  readonly writes: boolean;
  /** Owners may do it to their own document of `whatsapp_links`. */
  readonly isForOwners: boolean;
  readonly run: (client: RulesClient, target: Target) => Promise<unknown>;
}

const forOwners = { writes: false, isForOwners: true } as const;
const forNobody = { writes: false, isForOwners: false } as const;
const forServers = { writes: true, isForOwners: false } as const;
const fromServer = { source: 'server' } as const;
const data = { changed: true };

function documentOf(client: RulesClient, { collection, documentId }: Target) {
  return client.collection(collection).doc(documentId);
}

/** One that is not there: writing to one that is would be an update. */
function newDocumentOf(client: RulesClient, { collection, documentId, documentExists }: Target) {
  return client.collection(collection).doc(documentExists ? `new-${documentId}` : documentId);
}

const reads: readonly Operation[] = [
  {
    name: 'get',
    ...forOwners,
    run: (client, target) => documentOf(client, target).get(fromServer),
  },
  {
    name: 'get in a transaction',
    ...forOwners,
    run: (client, target) =>
      client.runTransaction((transaction) => transaction.get(documentOf(client, target))),
  },
  {
    name: 'list',
    ...forNobody,
    run: (client, { collection }) => client.collection(collection).get(fromServer),
  },
  {
    name: 'list by id',
    ...forNobody,
    run: (client, { collection, documentId }) =>
      client.collection(collection).where('__name__', '==', documentId).get(fromServer),
  },
  {
    name: 'query the collection group of',
    ...forNobody,
    run: (client, { collection }) =>
      client.collectionGroup(collection.slice(collection.lastIndexOf('/') + 1)).get(fromServer),
  },
];

const writes: readonly Operation[] = [
  {
    name: 'create',
    ...forServers,
    run: (client, target) => newDocumentOf(client, target).set(data),
  },
  {
    name: 'update',
    ...forServers,
    run: (client, target) => documentOf(client, target).update(data),
  },
  {
    name: 'delete',
    ...forServers,
    run: (client, target) => documentOf(client, target).delete(),
  },
  {
    name: 'create in a batch',
    ...forServers,
    run: (client, target) => client.batch().set(newDocumentOf(client, target), data).commit(),
  },
  {
    name: 'create in a transaction',
    ...forServers,
    run: (client, target) =>
      client.runTransaction(async (transaction) => {
        transaction.set(newDocumentOf(client, target), data);
      }),
  },
  {
    name: 'update in a transaction',
    ...forServers,
    run: (client, target) =>
      client.runTransaction(async (transaction) => {
        transaction.update(documentOf(client, target), data);
      }),
  },
  {
    name: 'delete in a transaction',
    ...forServers,
    run: (client, target) =>
      client.runTransaction(async (transaction) => {
        transaction.delete(documentOf(client, target));
      }),
  },
];

/** Everything that a client can ask of Firestore. */
export const operations: readonly Operation[] = [...reads, ...writes];
