import { countDoubled, arrivedOnce } from './invariants/arrived-once.ts';
import { deletedForgotten } from './invariants/deleted-forgotten.ts';
import type { Evidence, Invariant } from './invariants/evidence.ts';
import { finalOrScheduled } from './invariants/final-or-scheduled.ts';
import { linksAgree } from './invariants/links-agree.ts';
import { noOrphans } from './invariants/no-orphans.ts';
import { noStuckLease } from './invariants/no-stuck-lease.ts';
import { oneMappingEach } from './invariants/one-mapping-each.ts';
import { productOnceInOrder } from './invariants/product-once-in-order.ts';
import { requestsShown } from './invariants/requests-shown.ts';
import { silenceKept } from './invariants/silence-kept.ts';

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

/** Hold at every moment. */
export const linkInvariants: readonly Invariant[] = [oneMappingEach, linksAgree, requestsShown];

/** Hold when everything has come to its end. */
export const restInvariants: readonly Invariant[] = [
  ...linkInvariants,
  finalOrScheduled,
  noStuckLease,
  noOrphans,
  arrivedOnce,
  productOnceInOrder,
  silenceKept,
  deletedForgotten,
];

/** Compares what phones and product got with what was asked, and looks for anything that is stuck. */
export function audit(evidence: Evidence): Verdict {
  const violations = restInvariants.flatMap((invariant) => invariant(evidence));
  const outbound = [...evidence.documents.outbound.values()];
  const inbound = [...evidence.documents.inbound.values()];
  return {
    violations,
    lost: violations.filter((violation) => violation.startsWith('lost: ')).length,
    doubled: countDoubled(evidence),
    marked: outbound.filter((document) => document.possible_duplicate).length,
    outOfOrder: inbound.filter((document) => document.out_of_order).length,
    backfilled: inbound.filter((document) => document.backfilled).length,
  };
}
