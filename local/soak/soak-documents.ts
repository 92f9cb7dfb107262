import { z } from 'zod';
import { collections } from '../../functions/src/infra/firestore/collections.ts';
import type { CollectionName } from '../../functions/src/infra/firestore/collections.ts';
import type { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';

const attempt = z.object({ outcome: z.string().nullable(), message_sid: z.string().nullable() });

const outbound = z.object({
  user_id: z.string(),
  state: z.string().default('not taken up'),
  reason: z.string().nullable().default(null),
  possible_duplicate: z.boolean().default(false),
  check_at: z.string().nullable().default(null),
  attempts: z.array(attempt).default([]),
});

const inbound = z.object({
  user_id: z.string(),
  number: z.number(),
  state: z.string(),
  backfilled: z.boolean(),
  out_of_order: z.boolean(),
});

const event = z.object({ state: z.string() });
const mapping = z.object({ user_id: z.string(), outbox: z.record(z.string(), z.unknown()).default({}) });
const lane = z.object({ lease_until: z.string().nullable() });

export type OutboundDocument = z.output<typeof outbound>;
export type InboundDocument = z.output<typeof inbound>;

/** What Firestore holds, by document id. */
export class SoakDocuments {
  readonly outbound: ReadonlyMap<string, OutboundDocument>;
  readonly inbound: ReadonlyMap<string, InboundDocument>;
  readonly events: ReadonlyMap<string, z.output<typeof event>>;
  readonly mappings: ReadonlyMap<string, z.output<typeof mapping>>;
  readonly lanes: ReadonlyMap<string, z.output<typeof lane>>;

  constructor(firestore: EmbeddedFirestore) {
    this.outbound = read(firestore, collections.outboundMessages, outbound);
    this.inbound = read(firestore, collections.inboundMessages, inbound);
    this.events = read(firestore, collections.events, event);
    this.mappings = read(firestore, collections.userMappings, mapping);
    this.lanes = read(firestore, collections.inboundLanes, lane);
  }
}

function read<Fields>(
  firestore: EmbeddedFirestore,
  collection: CollectionName,
  schema: z.ZodType<Fields>,
): ReadonlyMap<string, Fields> {
  const documents = firestore.documents(collection);
  return new Map(documents.map(({ path, data }) => [path.split('/').at(-1) ?? path, schema.parse(data)]));
}
