import { createHmac } from 'node:crypto';
import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import type { WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type { KeyChange } from '../../domain/operating/rekeying.ts';
import type { Secret } from '../config/secret.ts';

const BYTES = 16;
/** No address is written like this. */
const MARKED = 'linkline-key-change';

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
    return chained(this.#keys, address.value);
  }
}

/** What happens when `key` joins the chain. */
export function hmacKeyChange({
  keys,
  key,
}: {
  readonly keys: readonly Secret[];
  readonly key: Secret;
}): KeyChange {
  const chain = [...keys, key];
  return {
    mark: chained(chain, MARKED),
    before: new HmacAddressKeys({ keys }),
    after: new HmacAddressKeys({ keys: chain }),
    moved: (addressKey) => hashed(key, addressKey),
  };
}

export function chained(keys: readonly Secret[], value: string): string {
  return keys.reduce((hash, key) => hashed(key, hash), value);
}

function hashed(key: Secret, value: string): string {
  const hmac = createHmac('sha256', key.reveal()).update(value).digest();
  return hmac.subarray(0, BYTES).toString('base64url');
}
