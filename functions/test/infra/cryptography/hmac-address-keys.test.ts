import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import { Secret } from '../../../src/infra/config/secret.ts';
import { HmacAddressKeys, hmacKeyChange } from '../../../src/infra/cryptography/hmac-address-keys.ts';

const first = new Secret('0123456789abcdef0123456789abcdef');
const second = new Secret('fedcba9876543210fedcba9876543210');
const keys = new HmacAddressKeys({ keys: [first] });
const phones = fc.bigInt(1_000_000n, 999_999_999_999_999n).map((digits) => `whatsapp:+${digits}`);

describe('HmacAddressKeys', () => {
  // expected values: printf '<address>' | openssl dgst -sha256 -hmac <key> -binary | head -c 16 | base64
  it.each([
    ['whatsapp:+4915112345678', 'kGDlebqIqGSj3oUd_mPl4Q'],
    ['whatsapp:US.13491208655302741918', 'XRQLfiSY2HZDXq-648iYiw'],
  ])('keeps finding what is stored under %s', (address, key) => {
    expect(keys.keyOf(parseWhatsAppAddress(address))).toBe(key);
  });

  it('gives every address a key of its own, fit for a document id and without its digits', () => {
    fc.assert(
      fc.property(fc.uniqueArray(phones, { minLength: 2, maxLength: 20 }), (addresses) => {
        const found = addresses.map((address) => keys.keyOf(parseWhatsAppAddress(address)));
        expect(new Set(found).size).toBe(addresses.length);
        for (const key of found) expect(key).toMatch(/^[A-Za-z0-9_-]{22}$/);
      }),
    );
  });

  it('depends on the secret', () => {
    const others = new HmacAddressKeys({ keys: [new Secret('another-key-of-thirty-two-letters')] });
    const address = parseWhatsAppAddress('whatsapp:+4915112345678');

    expect(others.keyOf(address)).not.toBe(keys.keyOf(address));
  });
});

describe('hmacKeyChange', () => {
  const change = hmacKeyChange({ keys: [first], key: second });

  it('leads from where an address was to where it is, without the address', () => {
    fc.assert(
      fc.property(phones.map(parseWhatsAppAddress), (address) => {
        const before = keys.keyOf(address);
        expect(change.before.keyOf(address)).toBe(before);
        expect(change.after.keyOf(address)).toBe(change.moved(before));
        expect(change.after.keyOf(address)).toBe(
          new HmacAddressKeys({ keys: [first, second] }).keyOf(address),
        );
      }),
    );
  });

  it('is marked by all of its keys and their order', () => {
    const { mark } = change;
    expect(hmacKeyChange({ keys: [first], key: second }).mark).toBe(mark);
    const others = [
      hmacKeyChange({ keys: [second], key: first }),
      hmacKeyChange({ keys: [first], key: new Secret('another-key-of-thirty-two-letters') }),
      hmacKeyChange({ keys: [first, second], key: new Secret('another-key-of-thirty-two-letters') }),
    ];
    expect(new Set([mark, ...others.map((other) => other.mark)]).size).toBe(4);
  });
});
