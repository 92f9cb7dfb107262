import type { DocumentData, Query, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { AddressKey } from '../../../domain/linking/address-key.ts';
import type {
  AddressTraceRepository,
  ClaimTrace,
  ContactTrace,
  LastingFlags,
  MappingTrace,
} from '../../../domain/privacy/address-trace.ts';
import { collections, type CollectionName } from '../collections.ts';
import {
  claimTrace,
  contactTrace,
  mappingTrace,
  shownRequest,
} from '../documents/address-trace-documents.ts';
import { removed } from '../documents/field-changes.ts';
import { DELETE_AT } from '../documents/retention.ts';
import type { FirestoreSession } from '../firestore-session.ts';

/** Its queries find what has expired too, as long as Firestore has not deleted it. */
export class FirestoreAddressTraceRepository implements AddressTraceRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async findMapping(addressKey: AddressKey): Promise<MappingTrace | null> {
    const data = await this.#read(collections.userMappings, addressKey);
    return data === undefined ? null : mappingTrace(data);
  }

  async findContact(addressKey: AddressKey): Promise<ContactTrace | null> {
    const data = await this.#read(collections.contacts, addressKey);
    return data === undefined ? null : contactTrace(data);
  }

  async findPointers(addressKey: AddressKey): Promise<readonly AddressKey[]> {
    const pointing = this.#session.collection(collections.contacts).where('mapping_id', '==', addressKey);
    return idsOf(await this.#find(pointing.select()));
  }

  async findReceipts(addressKey: AddressKey, limit: number): Promise<readonly string[]> {
    const receipts = this.#session.collection(collections.commandReceipts);
    return idsOf(await this.#find(receipts.where('address_key', '==', addressKey).select().limit(limit)));
  }

  async findClaims(addressKey: AddressKey, limit: number): Promise<readonly ClaimTrace[]> {
    const documents = await this.#find(
      this.#session
        .collection(collections.linkRequests)
        .where('claim.address_key', '==', addressKey)
        .where('state', 'in', ['claimed', 'ended'])
        .select('user_id')
        .limit(limit),
    );
    return documents.map((document) => claimTrace(document.id, document.data()));
  }

  async findShownRequest(userId: string): Promise<string | null> {
    const data = await this.#read(collections.links, userId);
    return data === undefined ? null : shownRequest(data);
  }

  addFlags(addressKey: AddressKey, { optedOut, blocked }: LastingFlags): void {
    this.#merge(collections.contacts, addressKey, {
      ...(optedOut && { opted_out: true }),
      ...(blocked && { blocked: true }),
      [DELETE_AT]: removed,
    });
  }

  endClaim(requestId: string): void {
    this.#merge(collections.linkRequests, requestId, { state: 'ended', claim: null });
  }

  hideRequest(userId: string): void {
    this.#merge(collections.links, userId, { request: null });
  }

  async #read(collection: CollectionName, id: string): Promise<DocumentData | undefined> {
    const document = await this.#session.read({ collection, id });
    return document.data();
  }

  #find(query: Query): Promise<readonly QueryDocumentSnapshot[]> {
    return this.#session.queryWithExpired(query);
  }

  #merge(collection: CollectionName, id: string, fields: DocumentData): void {
    this.#session.merge({ collection, id }, fields);
  }
}

function idsOf(documents: readonly QueryDocumentSnapshot[]): readonly string[] {
  return documents.map(({ id }) => id);
}
