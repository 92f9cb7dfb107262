import { createHmac } from 'node:crypto';
import type { UserKey, UserKeys } from '../../domain/privacy/user-key.ts';
import type { Secret } from '../config/secret.ts';

const BYTES = 16;
/** Tells these hashes from those of addresses, which the same key makes. */
const LABEL = 'linkline-user:';

/** Uses the first of the address keys, which stays where it is however many a rekeying adds. */
export class HmacUserKeys implements UserKeys {
  readonly #key: Secret;

  /** Throws where there is no key. */
  constructor({ keys }: { readonly keys: readonly Secret[] }) {
    const [key] = keys;
    if (key === undefined) throw new Error('ADDRESS_KEY is empty: set the secret.');
    this.#key = key;
  }

  keyOf(userId: string): UserKey {
    const hmac = createHmac('sha256', this.#key.reveal()).update(`${LABEL}${userId}`).digest();
    return hmac.subarray(0, BYTES).toString('base64url');
  }
}
