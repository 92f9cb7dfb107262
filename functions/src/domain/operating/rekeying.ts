import type { AddressKey, AddressKeys } from '../linking/address-key.ts';
import type { WhatsAppAddress } from '../linking/whatsapp-address.ts';

/** One more key behind those under which everything is stored. */
export interface KeyChange {
  /** The same for the same keys in the same order; it tells nothing about them. */
  readonly mark: string;
  readonly before: AddressKeys;
  readonly after: AddressKeys;
  moved(addressKey: AddressKey): AddressKey;
}

export interface RekeyingState {
  readonly mark: string;
  /** How many documents have been looked at and, where they needed it, changed. */
  readonly passed: number;
  readonly isFinished: boolean;
}

export interface StoredMapping {
  readonly addressKey: AddressKey;
  /** Those that the document tells. */
  readonly addresses: readonly WhatsAppAddress[];
}

/** Moves what is stored to other keys, as it is stored: also what no reader understands, and addresses that nobody knows any more. */
export interface Rekeying {
  /** The latest one; null where there has never been one. */
  find(): Promise<RekeyingState | null>;
  /** Goes on where this change has come to; throws `RekeyingUnderWayError` while another one is not finished. */
  begin(change: KeyChange): Promise<RekeyingState>;
  /** Changes the next documents and remembers it, in one transaction: however often it fails, each document is changed once. */
  moveNext(change: KeyChange): Promise<RekeyingState>;
  countDocuments(): Promise<number>;
  /** Documents that were not there to be moved: somebody has written them meanwhile. Tells only while nobody writes. */
  countLeftBehind(change: Pick<KeyChange, 'mark'>): Promise<number>;
  mappings(): AsyncIterable<StoredMapping>;
}
