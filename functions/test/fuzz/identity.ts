import { parseWhatsAppAddress } from '../../src/domain/linking/whatsapp-address.ts';
import { InvalidWhatsAppNumberError } from '../../src/domain/linking/linking-errors.ts';
import { Secret } from '../../src/infra/config/secret.ts';
import { HmacAddressKeys } from '../../src/infra/cryptography/hmac-address-keys.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';

/** Who takes part in one trial: nobody else has any of it, even with one character changed. */
export interface Identity {
  readonly userId: string;
  readonly phone: string;
  readonly hidden: string;
  readonly messageSid: string;
}

const DIGITS = 7;
const keys = new HmacAddressKeys({ keys: [new Secret(localIdentity.addressKey)] });

export function identityOf(number: number): Identity {
  const digits = String(number).padStart(DIGITS, '0');
  return {
    userId: `user-${digits}-${digits}`,
    phone: `whatsapp:+1${digits}${digits}`,
    hidden: `whatsapp:US.hidden${digits}x${digits}`,
    messageSid: `SM${number.toString(16).padStart(8, '0').repeat(4)}`,
  };
}

/** Where an address is stored; none for what is no address. */
export function keysOf(...addresses: readonly string[]): readonly string[] {
  return addresses.flatMap((address) => {
    try {
      return [keys.keyOf(parseWhatsAppAddress(address))];
    } catch (error) {
      if (error instanceof InvalidWhatsAppNumberError) return [];
      throw error;
    }
  });
}
