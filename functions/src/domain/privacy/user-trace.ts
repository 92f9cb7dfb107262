import type { AddressKey } from '../linking/address-key.ts';
import type { LinkRequest } from '../linking/link-request.ts';
import type { WhatsAppAddress } from '../linking/whatsapp-address.ts';

/**
 * Documents that name their user, in the order in which they are removed: what makes others goes before what it makes, so that nothing
 * new appears behind the one who removes.
 */
export const USER_TRACE_KINDS = ['mapping', 'request', 'inbound', 'outbound', 'event'] as const;

export type UserTraceKind = (typeof USER_TRACE_KINDS)[number];
/** `counter`, `lane` and `link` lie under the user's id, a `contact` under its address key. */
export type TraceKind = UserTraceKind | 'link' | 'counter' | 'lane' | 'contact' | 'receipt';

/** One document of a user, with what it says of where the person is reached. */
export interface UserTrace {
  readonly id: string;
  readonly addressKeys: readonly AddressKey[];
  readonly addresses: readonly WhatsAppAddress[];
}

/** Part of a transaction. Finds documents whatever else is wrong with them. */
export interface UserTraceRepository {
  findOfUser(kind: UserTraceKind, userId: string, limit: number): Promise<readonly UserTrace[]>;
  /** Ids of receipts for commands of the address. */
  findReceipts(addressKey: AddressKey, limit: number): Promise<readonly string[]>;
  /** Second addresses of the person whose mapping lies, or lay, under `addressKey`. */
  findPointers(addressKey: AddressKey): Promise<readonly AddressKey[]>;
  /** Requests that the address has claimed and that made no link, of whatever user. */
  findClaimed(addressKey: AddressKey, limit: number): Promise<readonly LinkRequest[]>;
  remove(kind: TraceKind, id: string): void;
}
