import { createHmac } from 'node:crypto';
import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import type { WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type { Secret } from '../config/secret.ts';

const BYTES = 16;

/** Another `key` finds nothing of what is stored under this one. */
export class HmacAddressKeys implements AddressKeys {
  readonly #key: Secret;

  constructor({ key }: { readonly key: Secret }) {
    this.#key = key;
  }

  keyOf(address: WhatsAppAddress): AddressKey {
    const hmac = createHmac('sha256', this.#key.reveal()).update(address.value).digest();
    return hmac.subarray(0, BYTES).toString('base64url');
  }
}
