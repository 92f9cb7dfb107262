import { describe, expect, it } from 'vitest';
import { parseWhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import { Secret } from '../../../src/infra/config/secret.ts';
import { HmacAddressKeys } from '../../../src/infra/cryptography/hmac-address-keys.ts';
import { HmacContentHash } from '../../../src/infra/cryptography/hmac-content-hash.ts';

const first = new Secret('0123456789abcdef0123456789abcdef');
const second = new Secret('fedcba9876543210fedcba9876543210');
const address = 'whatsapp:+4915112345678';

describe('HmacContentHash', () => {
  // expected values: printf 'message-content:yes' | openssl dgst -sha256 -hmac <key> -binary | head -c 16 | base64, the second of the first
  it.each([
    { keys: [first], hash: 'EXloO8bsV9m3v10o5aSwVw' },
    { keys: [first, second], hash: '8kROg42h9EaAMYbRIkNGQw' },
  ])('stays what it is under $keys.length keys', ({ keys, hash }) => {
    expect(new HmacContentHash({ keys }).of('yes')).toBe(hash);
  });

  it('is never that of an address', () => {
    const key = new HmacAddressKeys({ keys: [first] }).keyOf(parseWhatsAppAddress(address));
    expect(new HmacContentHash({ keys: [first] }).of(address)).not.toBe(key);
  });
});
