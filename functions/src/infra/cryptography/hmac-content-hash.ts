import type { ContentHash } from '../../domain/messaging/content-hash.ts';
import type { Secret } from '../config/secret.ts';
import { chained } from './hmac-address-keys.ts';

/** No address begins like this, so that no hash of a content is ever that of an address. */
const LABEL = 'message-content:';

/** Under the keys of the addresses, so that what is stored can be moved to a further key together with those, from its hash alone. */
export class HmacContentHash implements ContentHash {
  readonly #keys: readonly Secret[];

  constructor({ keys }: { readonly keys: readonly Secret[] }) {
    this.#keys = keys;
  }

  of(content: string): string {
    return chained(this.#keys, `${LABEL}${content}`);
  }
}
