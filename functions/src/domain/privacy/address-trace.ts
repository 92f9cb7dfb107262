import type { AddressKey } from '../linking/address-key.ts';
import type { WhatsAppAddress } from '../linking/whatsapp-address.ts';

/** What outlives an erasure. One that is stored but cannot be read counts as set: it may have been. */
export interface LastingFlags {
  readonly optedOut: boolean;
  readonly blocked: boolean;
}

export interface ContactTrace extends LastingFlags {
  readonly mappingId: AddressKey | null;
}

export interface MappingTrace {
  readonly userId: string | null;
  readonly addresses: readonly WhatsAppAddress[];
}

/** A link request that an address has claimed, and whose it is. */
export interface ClaimTrace {
  readonly requestId: string;
  readonly userId: string | null;
}

/**
 * What is stored of an address, and who has it. Part of a transaction. Finds documents whatever is wrong with them; what cannot be read
 * counts as absent.
 */
export interface AddressTraceRepository {
  findMapping(addressKey: AddressKey): Promise<MappingTrace | null>;
  findContact(addressKey: AddressKey): Promise<ContactTrace | null>;
  /** Second addresses of the person whose mapping lies, or lay, under `addressKey`. */
  findPointers(addressKey: AddressKey): Promise<readonly AddressKey[]>;
  /** Ids of receipts for commands of the address. */
  findReceipts(addressKey: AddressKey, limit: number): Promise<readonly string[]>;
  /** Requests that the address has claimed and that made no link, of whatever user. */
  findClaims(addressKey: AddressKey, limit: number): Promise<readonly ClaimTrace[]>;
  /** The request that the app shows to the user. */
  findShownRequest(userId: string): Promise<string | null>;
  /** Sets flags of the contact, which need not exist, without reading it; nothing else that is known of it changes. */
  addFlags(addressKey: AddressKey, flags: LastingFlags): void;
  /** The request ends and says no more who claimed it. */
  endClaim(requestId: string): void;
  hideRequest(userId: string): void;
}

export function hasFlag({ optedOut, blocked }: LastingFlags): boolean {
  return optedOut || blocked;
}
