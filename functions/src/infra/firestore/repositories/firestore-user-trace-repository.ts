import type { Query, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { AddressKey } from '../../../domain/linking/address-key.ts';
import type { LinkRequest } from '../../../domain/linking/link-request.ts';
import type {
  TraceKind,
  UserTrace,
  UserTraceKind,
  UserTraceRepository,
} from '../../../domain/privacy/user-trace.ts';
import { collections, type CollectionName } from '../collections.ts';
import { address } from '../documents/fields.ts';
import { decodeLinkRequest } from '../documents/link-request-document.ts';
import type { FirestoreSession } from '../firestore-session.ts';

const collectionOf: Readonly<Record<TraceKind, CollectionName>> = {
  mapping: collections.userMappings,
  request: collections.linkRequests,
  inbound: collections.inboundMessages,
  outbound: collections.outboundMessages,
  event: collections.events,
  link: collections.links,
  counter: collections.linkCounters,
  lane: collections.inboundLanes,
  contact: collections.contacts,
  receipt: collections.commandReceipts,
};

/** Where documents of any kind say how the person is reached. */
const ADDRESS_FIELDS = [
  'whatsapp_number',
  'external_user_id',
  'claim.whatsapp_number',
  'claim.external_user_id',
  'to',
  'recipient.address',
];
const KEY_FIELDS = ['address_key', 'claim.address_key', 'recipient.address_key'];

/** Finds what has expired too, as long as Firestore has not deleted it. */
export class FirestoreUserTraceRepository implements UserTraceRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async findOfUser(kind: UserTraceKind, userId: string, limit: number): Promise<readonly UserTrace[]> {
    const documents = await this.#find(
      this.#collection(kind)
        .where('user_id', '==', userId)
        .select('state', ...ADDRESS_FIELDS, ...KEY_FIELDS)
        .limit(limit),
    );
    return documents.map((document) => traceOf(kind, document));
  }

  async findReceipts(addressKey: AddressKey, limit: number): Promise<readonly string[]> {
    const ofAddress = this.#collection('receipt').where('address_key', '==', addressKey);
    const documents = await this.#find(ofAddress.select().limit(limit));
    return documents.map(({ id }) => id);
  }

  async findPointers(addressKey: AddressKey): Promise<readonly AddressKey[]> {
    const pointing = this.#collection('contact').where('mapping_id', '==', addressKey);
    const documents = await this.#find(pointing.select());
    return documents.map(({ id }) => id);
  }

  async findClaimed(addressKey: AddressKey, limit: number): Promise<readonly LinkRequest[]> {
    const documents = await this.#find(
      this.#collection('request')
        .where('claim.address_key', '==', addressKey)
        .where('state', 'in', ['claimed', 'ended'])
        .limit(limit),
    );
    return documents.map((document) => decodeLinkRequest(document.id, document.data()));
  }

  remove(kind: TraceKind, id: string): void {
    this.#session.delete(this.#session.reference(collectionOf[kind], id));
  }

  #collection(kind: TraceKind): Query {
    return this.#session.collection(collectionOf[kind]);
  }

  #find(query: Query): Promise<readonly QueryDocumentSnapshot[]> {
    return this.#session.queryWithExpired(query);
  }
}

/** Who sent the code of a request that was not confirmed may be somebody else: it tells nothing of where its user is reached. */
function traceOf(kind: UserTraceKind, document: QueryDocumentSnapshot): UserTrace {
  if (kind === 'request' && document.get('state') !== 'confirmed') {
    return { id: document.id, addressKeys: [], addresses: [] };
  }
  const keys = KEY_FIELDS.map((field): unknown => document.get(field));
  return {
    id: document.id,
    addressKeys: [kind === 'mapping' ? document.id : null, ...keys].filter((key) => typeof key === 'string'),
    addresses: ADDRESS_FIELDS.flatMap((field) => address.safeParse(document.get(field)).data ?? []),
  };
}
