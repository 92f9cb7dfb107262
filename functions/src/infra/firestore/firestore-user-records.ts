import { Timestamp, type DocumentSnapshot, type Firestore, type Query } from 'firebase-admin/firestore';
import type { AddressKey } from '../../domain/linking/address-key.ts';
import type {
  RecordValue,
  StoredRecord,
  UserRecords,
  UserRecordsReader,
} from '../../domain/operating/user-records.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections, type CollectionName } from './collections.ts';
import { timedRead } from './timed-read.ts';

interface FirestoreUserRecordsPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
}

const OPERATION = 'read-user-records';
/** https://firebase.google.com/docs/firestore/query-data/queries#in_and_array-contains-any */
const LARGEST_IN_QUERY = 30;

/** Reads every collection for what it holds on a user. */
export class FirestoreUserRecords implements UserRecordsReader {
  readonly #ports: FirestoreUserRecordsPorts;

  constructor(ports: FirestoreUserRecordsPorts) {
    this.#ports = ports;
  }

  async read(userId: string): Promise<UserRecords> {
    const ofUser = (collection: CollectionName) =>
      this.#find(this.#collection(collection).where('user_id', '==', userId));
    const [mappings, link, requests, requestCounter, inbound, inboundLane, outbound, events] =
      await Promise.all([
        ofUser(collections.userMappings),
        this.#one(collections.links, userId),
        ofUser(collections.linkRequests),
        this.#one(collections.linkCounters, userId),
        ofUser(collections.inboundMessages),
        this.#one(collections.inboundLanes, userId),
        ofUser(collections.outboundMessages),
        ofUser(collections.events),
      ]);
    const { contacts, receipts } = await this.#ofAddresses(mappings.map(({ id }) => id));
    return {
      link,
      mappings,
      contacts,
      requests,
      requestCounter,
      receipts,
      inbound,
      inboundLane,
      outbound,
      events,
    };
  }

  /** An address that points to one of the user's mappings is the person's second one. */
  async #ofAddresses(keys: readonly AddressKey[]): Promise<Pick<UserRecords, 'contacts' | 'receipts'>> {
    if (keys.length === 0) return { contacts: [], receipts: [] };
    const own = await Promise.all(keys.map((key) => this.#one(collections.contacts, key)));
    const pointing = await this.#find(
      this.#collection(collections.contacts).where('mapping_id', 'in', keys.slice(0, LARGEST_IN_QUERY)),
    );
    const found = [...own.filter((contact) => contact !== null), ...pointing];
    const contacts = [...new Map(found.map((contact) => [contact.id, contact])).values()];
    const addresses = [...new Set([...keys, ...contacts.map(({ id }) => id)])].slice(0, LARGEST_IN_QUERY);
    const receipts = await this.#find(
      this.#collection(collections.commandReceipts).where('address_key', 'in', addresses),
    );
    return { contacts, receipts };
  }

  async #find(query: Query): Promise<readonly StoredRecord[]> {
    const { docs } = await timedRead(this.#ports.metrics, OPERATION, () => query.get());
    return docs.flatMap((document) => recordOf(document) ?? []);
  }

  async #one(collection: CollectionName, id: string): Promise<StoredRecord | null> {
    const document = this.#ports.firestore.collection(collection).doc(id);
    return recordOf(await timedRead(this.#ports.metrics, OPERATION, () => document.get()));
  }

  #collection(name: CollectionName): Query {
    return this.#ports.firestore.collection(name);
  }
}

function recordOf(document: DocumentSnapshot): StoredRecord | null {
  const data = document.data();
  return data === undefined ? null : { id: document.id, fields: plainFields(data) };
}

function plainFields(fields: object): StoredRecord['fields'] {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): RecordValue {
  if (value instanceof Timestamp) return value.toDate().toISOString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'object' && value !== null) return plainFields(value);
  return null;
}
