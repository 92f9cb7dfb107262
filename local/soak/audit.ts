import type { LocalWorld } from '../world/local-world.ts';
import { auditArrivals } from './audit-arrivals.ts';
import { auditProduct } from './audit-product.ts';
import { SoakDocuments } from './soak-documents.ts';
import { replyTo, type AskedMessage, type Traffic } from './traffic.ts';

/** What came of it all. */
export interface Verdict {
  /** Each broken promise in words, with the ids; none where all is well. */
  readonly violations: readonly string[];
  readonly lost: number;
  /** Messages that reached a phone twice. */
  readonly doubled: number;
  readonly marked: number;
  readonly outOfOrder: number;
  readonly backfilled: number;
}

interface Outcome {
  readonly world: LocalWorld;
  readonly traffic: Traffic;
  /** What has not come to its end. */
  readonly remains: readonly string[];
}

/** Compares what phones and product got with what was asked, and looks for anything that is stuck. */
export function audit({ world, traffic, remains }: Outcome): Verdict {
  const documents = new SoakDocuments(world.firestore);
  const asked = [...traffic.outbound, ...traffic.inbound.map(replyAsked)];
  const arrivals = auditArrivals({ asked, documents, messages: world.simulator.messages() });
  const inbound = [...documents.inbound.values()];
  const violations = [
    ...remains,
    ...arrivals.violations,
    ...auditProduct({ asked: traffic.inbound, documents, received: world.product.received }),
    ...stuckIn(documents, world.clock.now()),
  ];
  return {
    violations,
    lost: violations.filter((violation) => violation.startsWith('lost: ')).length,
    doubled: arrivals.doubled,
    marked: [...documents.outbound.values()].filter((document) => document.possible_duplicate).length,
    outOfOrder: inbound.filter((document) => document.out_of_order).length,
    backfilled: inbound.filter((document) => document.backfilled).length,
  };
}

function replyAsked({ id, text, ...person }: AskedMessage): AskedMessage {
  return { ...person, id: `reply-${id}-0`, text: replyTo(text) };
}

function stuckIn({ mappings, lanes }: SoakDocuments, now: number): readonly string[] {
  const outboxes = Array.from(mappings.values(), ({ user_id: userId, outbox }) =>
    Object.keys(outbox).map((id) => `${id} is stuck in the outbox lane of ${userId}`),
  ).flat();
  const leases = Array.from(lanes, ([userId, { lease_until: until }]) =>
    until !== null && Date.parse(until) > now ? [`the inbound lane of ${userId} is leased`] : [],
  ).flat();
  return [...outboxes, ...leases];
}
