import { createHmac } from 'node:crypto';
import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import type { WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type { Secret } from '../config/secret.ts';

const BYTES = 16;

/**
 * The first key hashes the address, each further one the hash before it. So what is stored can be moved to a new key from its hash alone,
 * also where nobody knows the address any more. Another chain of keys finds nothing of what is stored under this one.
 */
export class HmacAddressKeys implements AddressKeys {
  readonly #keys: readonly Secret[];

  constructor({ keys }: { readonly keys: readonly Secret[] }) {
    this.#keys = keys;
  }

  keyOf(address: WhatsAppAddress): AddressKey {
    return this.#keys.reduce((value, key) => hashed(key, value), address.value);
  }
}

/** Where a document goes when `key` joins the chain. */
export function rekeyed(addressKey: AddressKey, key: Secret): AddressKey {
  return hashed(key, addressKey);
}

function hashed(key: Secret, value: string): AddressKey {
  const hmac = createHmac('sha256', key.reveal()).update(value).digest();
  return hmac.subarray(0, BYTES).toString('base64url');
}
