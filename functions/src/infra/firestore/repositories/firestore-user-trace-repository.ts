import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type {
  TraceKind,
  UserTrace,
  UserTraceKind,
  UserTraceRepository,
} from '../../../domain/privacy/user-trace.ts';
import { collections, type CollectionName } from '../collections.ts';
import { lastingFlag } from '../documents/address-trace-documents.ts';
import { address } from '../documents/fields.ts';
import { isAddressKey } from '../documents/rekeyed-fields.ts';
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
const NO_FLAGS = { optedOut: false, blocked: false };

/** Finds what has expired too, as long as Firestore has not deleted it. */
export class FirestoreUserTraceRepository implements UserTraceRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async findOfUser(kind: UserTraceKind, userId: string, limit: number): Promise<readonly UserTrace[]> {
    const documents = await this.#session.queryWithExpired(
      this.#session
        .collection(collectionOf[kind])
        .where('user_id', '==', userId)
        .select('state', 'opted_out', ...ADDRESS_FIELDS, ...KEY_FIELDS)
        .limit(limit),
    );
    return documents.map((document) => traceOf(kind, document));
  }

  async hasLink(userId: string): Promise<boolean> {
    const link = await this.#session.read({ collection: collections.links, id: userId });
    return link.data() !== undefined;
  }

  remove(kind: TraceKind, id: string): void {
    this.#session.delete({ collection: collectionOf[kind], id });
  }
}

/** Who sent the code of a request that was not confirmed may be somebody else: it tells nothing of where its user is reached. */
function traceOf(kind: UserTraceKind, document: QueryDocumentSnapshot): UserTrace {
  if (kind === 'request' && document.get('state') !== 'confirmed') {
    return { id: document.id, addressKeys: [], addresses: [], flags: NO_FLAGS };
  }
  const keys = KEY_FIELDS.map((field): unknown => document.get(field));
  return {
    id: document.id,
    addressKeys: [kind === 'mapping' ? document.id : null, ...keys].filter(isAddressKey),
    addresses: ADDRESS_FIELDS.flatMap((field) => address.safeParse(document.get(field)).data ?? []),
    flags: kind === 'mapping' ? flagsOf(document) : NO_FLAGS,
  };
}

/** A block that the state no longer tells is known to the contact too. */
function flagsOf(mapping: QueryDocumentSnapshot): UserTrace['flags'] {
  return {
    optedOut: lastingFlag.parse(mapping.get('opted_out')),
    blocked: mapping.get('state') === 'blocked',
  };
}
