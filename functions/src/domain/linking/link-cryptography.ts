import type { AddressKey } from './address-key.ts';
import type { LinkCode } from './link-code.ts';

export interface LinkCryptography {
  newCode(): LinkCode;
  /** Keyed hash of the code: the id of its request, from which the code cannot be found again. 22 base64url characters. */
  requestIdOf(code: LinkCode): string;
  /** Six digits bound to this request and this address, so that nothing has to be stored to check them. */
  confirmationNumberOf(requestId: string, addressKey: AddressKey): string;
  /** In time that does not depend on where the two differ. */
  isSameConfirmationNumber(one: string, other: string): boolean;
}
