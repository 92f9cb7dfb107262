import type { AddressKey } from '../linking/address-key.ts';
import type { WhatsAppAddress } from '../linking/whatsapp-address.ts';
import type { LastingFlags } from './address-trace.ts';

/**
 * Documents that name their user, in the order in which they are removed: what makes others goes before what it makes, so that nothing
 * new appears behind the one who removes.
 */
export const USER_TRACE_KINDS = ['mapping', 'request', 'inbound', 'outbound', 'event'] as const;

export type UserTraceKind = (typeof USER_TRACE_KINDS)[number];
/** `counter`, `lane` and `link` lie under the user's id, a `contact` under its address key. */
export type TraceKind = UserTraceKind | 'link' | 'counter' | 'lane' | 'contact' | 'receipt';

/** One document of a user, with what it says of where the person is reached; what cannot be read is left out. */
export interface UserTrace {
  readonly id: string;
  readonly addressKeys: readonly AddressKey[];
  readonly addresses: readonly WhatsAppAddress[];
  /** Of these addresses; only a mapping has any. */
  readonly flags: LastingFlags;
}

/** Part of a transaction. Finds documents whatever else is wrong with them. */
export interface UserTraceRepository {
  findOfUser(kind: UserTraceKind, userId: string, limit: number): Promise<readonly UserTrace[]>;
  hasLink(userId: string): Promise<boolean>;
  remove(kind: TraceKind, id: string): void;
}
