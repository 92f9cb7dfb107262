import { FieldPath, type Firestore, type Query, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { AddressKey } from '../../domain/linking/address-key.ts';
import type {
  RecordList,
  StoredRecord,
  UserRecords,
  UserRecordsReader,
} from '../../domain/operating/user-records.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections, type CollectionName } from './collections.ts';
import { storedRecord } from './documents/stored-record.ts';
import { timedRead } from './timed-read.ts';

interface FirestoreUserRecordsPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
}

const OPERATION = 'read-user-records';
/** https://firebase.google.com/docs/firestore/query-data/queries#in_and_array-contains-any */
const LARGEST_IN_QUERY = 30;
const PAGE = 200;

/** Reads every collection for what it holds on a user. */
export class FirestoreUserRecords implements UserRecordsReader {
  readonly #ports: FirestoreUserRecordsPorts;

  constructor(ports: FirestoreUserRecordsPorts) {
    this.#ports = ports;
  }

  async read(
    userId: string,
    { mostBytes = Number.POSITIVE_INFINITY }: { readonly mostBytes?: number } = {},
  ): Promise<UserRecords> {
    const [link, requestCounter, inboundLane] = await Promise.all([
      this.#one(collections.links, userId),
      this.#one(collections.linkCounters, userId),
      this.#one(collections.inboundLanes, userId),
    ]);
    const room = new Room(mostBytes);
    const list = (name: RecordList, queries: readonly Query[]) => this.#list(name, queries, room);
    const ofUser = (collection: CollectionName) => [
      this.#collection(collection).where('user_id', '==', userId),
    ];
    const mappings = await list('mappings', ofUser(collections.userMappings));
    const addressKeys = await this.#addressKeysOf(mappings);
    // the short lists first, so that what has to be left out is the bulk of the messages
    const contacts = await list('contacts', this.#withIds(collections.contacts, addressKeys));
    const requests = await list('requests', ofUser(collections.linkRequests));
    const receipts = await list(
      'receipts',
      this.#among(collections.commandReceipts, 'address_key', addressKeys),
    );
    const inbound = await list('inbound', ofUser(collections.inboundMessages));
    const outbound = await list('outbound', ofUser(collections.outboundMessages));
    const events = await list('events', ofUser(collections.events));
    const lists = { mappings, contacts, requests, receipts, inbound, outbound, events };
    return { link, requestCounter, inboundLane, ...lists, incomplete: room.incomplete };
  }

  /** An address that points to one of the user's mappings is the person's second one. */
  async #addressKeysOf(mappings: readonly StoredRecord[]): Promise<readonly AddressKey[]> {
    const own = mappings.map(({ id }) => id);
    const pointing = await Promise.all(
      this.#among(collections.contacts, 'mapping_id', own).map((query) => this.#read(query.select())),
    );
    return [...new Set([...own, ...pointing.flat().map(({ id }) => id)])];
  }

  async #list(name: RecordList, queries: readonly Query[], room: Room): Promise<readonly StoredRecord[]> {
    const records: StoredRecord[] = [];
    for (const query of queries) {
      for await (const record of this.#records(query)) {
        if (!room.takes(name, record)) return records;
        records.push(record);
      }
    }
    return records;
  }

  async *#records(query: Query): AsyncGenerator<StoredRecord, void> {
    const ordered = query.orderBy(FieldPath.documentId()).limit(PAGE);
    let page = await this.#read(ordered);
    for (;;) {
      yield* page.flatMap((document) => storedRecord(document) ?? []);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      page = await this.#read(ordered.startAfter(last));
    }
  }

  #withIds(collection: CollectionName, ids: readonly string[]): readonly Query[] {
    return chunks(ids).map((some) => this.#collection(collection).where(FieldPath.documentId(), 'in', some));
  }

  #among(collection: CollectionName, field: string, values: readonly string[]): readonly Query[] {
    return chunks(values).map((some) => this.#collection(collection).where(field, 'in', some));
  }

  async #read(query: Query): Promise<readonly QueryDocumentSnapshot[]> {
    return (await timedRead(this.#ports.metrics, OPERATION, () => query.get())).docs;
  }

  async #one(collection: CollectionName, id: string): Promise<StoredRecord | null> {
    const document = this.#ports.firestore.collection(collection).doc(id);
    return storedRecord(await timedRead(this.#ports.metrics, OPERATION, () => document.get()));
  }

  #collection(name: CollectionName): Query {
    return this.#ports.firestore.collection(name);
  }
}

/** How much may still be taken along. */
class Room {
  readonly incomplete: RecordList[] = [];
  #bytesLeft: number;

  constructor(bytes: number) {
    this.#bytesLeft = bytes;
  }

  takes(list: RecordList, record: StoredRecord): boolean {
    const bytes = Buffer.byteLength(JSON.stringify(record)) + 1;
    if (bytes > this.#bytesLeft) {
      this.incomplete.push(list);
      return false;
    }
    this.#bytesLeft -= bytes;
    return true;
  }
}

function chunks(values: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(values.length / LARGEST_IN_QUERY);
  return Array.from({ length: count }, (_, number) =>
    values.slice(number * LARGEST_IN_QUERY, (number + 1) * LARGEST_IN_QUERY),
  );
}
