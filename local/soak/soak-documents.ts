import { z } from 'zod';
import { collections } from '../../functions/src/infra/firestore/collections.ts';
import type { CollectionName } from '../../functions/src/infra/firestore/collections.ts';
import type { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';

const text = z.string().nullable().default(null);
const time = z.string().nullable().default(null);
const attempt = z.object({ outcome: z.string().nullable(), message_sid: z.string().nullable() });

const schemas = {
  outbound: z.object({
    user_id: z.string(),
    recipient: z.object({ kind: z.enum(['linked-user', 'address']) }).default({ kind: 'linked-user' }),
    state: z.string().default('not taken up'),
    reason: text,
    possible_duplicate: z.boolean().default(false),
    next_at: time,
    check_at: time,
    parts_check_at: time,
    attempts: z.array(attempt).default([]),
    delivery: z.record(z.string(), z.unknown()).default({}),
  }),
  inbound: z.object({
    user_id: z.string(),
    number: z.number(),
    state: z.string(),
    next_at: time,
    backfilled: z.boolean(),
    out_of_order: z.boolean(),
  }),
  events: z.object({ user_id: z.string(), state: z.string(), next_at: time, message_id: text }),
  mappings: z.object({
    user_id: z.string(),
    whatsapp_number: z.string(),
    external_user_id: text,
    state: z.string(),
    link_id: text,
    outbox: z.record(z.string(), z.unknown()).default({}),
  }),
  links: z.object({
    linked: z.object({ masked_number: z.string(), state: z.string() }).nullable(),
    request: z.object({ request_id: z.string(), state: z.string(), expires_at: z.string() }).nullable(),
    mapping_id: text,
  }),
  requests: z.object({
    user_id: z.string(),
    state: z.enum(['open', 'claimed', 'confirmed', 'ended']),
    created_at: z.string(),
    expires_at: z.string(),
    claim: z.object({ address_key: z.string() }).nullable(),
  }),
  contacts: z.object({
    mapping_id: text,
    waiting: z.object({ request_id: z.string(), expires_at: z.string() }).nullable().default(null),
  }),
  lanes: z.object({ lease_until: time }),
};

const places: Readonly<Record<keyof typeof schemas, CollectionName>> = {
  outbound: collections.outboundMessages,
  inbound: collections.inboundMessages,
  events: collections.events,
  mappings: collections.userMappings,
  links: collections.links,
  requests: collections.linkRequests,
  contacts: collections.contacts,
  lanes: collections.inboundLanes,
};

type Documents<Name extends keyof typeof schemas> = ReadonlyMap<string, z.output<(typeof schemas)[Name]>>;

export type OutboundDocument = z.output<typeof schemas.outbound>;

/** What Firestore holds, by document id. */
export class SoakDocuments {
  readonly outbound: Documents<'outbound'>;
  readonly inbound: Documents<'inbound'>;
  readonly events: Documents<'events'>;
  readonly mappings: Documents<'mappings'>;
  readonly links: Documents<'links'>;
  readonly requests: Documents<'requests'>;
  readonly contacts: Documents<'contacts'>;
  readonly lanes: Documents<'lanes'>;

  constructor(firestore: Pick<EmbeddedFirestore, 'documents'>) {
    this.outbound = read(firestore, places.outbound, schemas.outbound);
    this.inbound = read(firestore, places.inbound, schemas.inbound);
    this.events = read(firestore, places.events, schemas.events);
    this.mappings = read(firestore, places.mappings, schemas.mappings);
    this.links = read(firestore, places.links, schemas.links);
    this.requests = read(firestore, places.requests, schemas.requests);
    this.contacts = read(firestore, places.contacts, schemas.contacts);
    this.lanes = read(firestore, places.lanes, schemas.lanes);
  }
}

function read<Fields>(
  firestore: Pick<EmbeddedFirestore, 'documents'>,
  collection: CollectionName,
  schema: z.ZodType<Fields>,
): ReadonlyMap<string, Fields> {
  const documents = firestore.documents(collection);
  return new Map(documents.map(({ path, data }) => [path.split('/').at(-1) ?? path, schema.parse(data)]));
}
