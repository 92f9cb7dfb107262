import type { AddressKey } from '../linking/address-key.ts';
import type { Instant } from '../shared/clock.ts';
import type { UserKey } from './user-key.ts';

/** What is counted as removed. */
export const REMOVED_KINDS = [
  'mapping',
  'link',
  'request',
  'inbound',
  'outbound',
  'event',
  'contact',
  'receipt',
] as const;

export type RemovedKind = (typeof REMOVED_KINDS)[number];
export type RemovedDocuments = Readonly<Record<RemovedKind, number>>;

/** What is known of one user's erasure while it lasts, and what is left of it afterwards: nothing personal. */
export interface Erasure {
  readonly userKey: UserKey;
  readonly state: 'started' | 'finished';
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  /** What is still to be forgotten; kept here before the documents that tell of it are removed. Empty once it is finished. */
  readonly addressKeys: readonly AddressKey[];
  readonly removed: RemovedDocuments;
  readonly deleteAt: Instant;
}

export interface ErasureRepository {
  find(userKey: UserKey): Promise<Erasure | null>;
  /** Null also where it cannot be read, so that it is begun anew. */
  findReadable(userKey: UserKey): Promise<Erasure | null>;
  save(erasure: Erasure): void;
}

export const NOTHING_REMOVED: RemovedDocuments = {
  mapping: 0,
  link: 0,
  request: 0,
  inbound: 0,
  outbound: 0,
  event: 0,
  contact: 0,
  receipt: 0,
};

export function startedErasure(userKey: UserKey, startedAt: Instant, deleteAt: Instant): Erasure {
  const removed = NOTHING_REMOVED;
  return { userKey, state: 'started', startedAt, finishedAt: null, addressKeys: [], removed, deleteAt };
}

export function withRemoved(erasure: Erasure, kind: RemovedKind, count: number): Erasure {
  return { ...erasure, removed: { ...erasure.removed, [kind]: erasure.removed[kind] + count } };
}

export function withAddressKeys(erasure: Erasure, addressKeys: Iterable<AddressKey>): Erasure {
  return { ...erasure, addressKeys: [...new Set([...erasure.addressKeys, ...addressKeys])] };
}

export function finishedErasure(erasure: Erasure, finishedAt: Instant, deleteAt: Instant): Erasure {
  return { ...erasure, state: 'finished', finishedAt, addressKeys: [], deleteAt };
}

/** Whether what a user asks with a token of that time would bring back what was erased. */
export function isErased(erasure: Erasure | null, tokenIssuedAt: Instant): boolean {
  return erasure !== null && (erasure.state === 'started' || tokenIssuedAt < erasure.startedAt);
}
