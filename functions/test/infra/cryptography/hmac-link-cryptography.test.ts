import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLinkMessage, parseLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { Secret } from '../../../src/infra/config/secret.ts';
import { HmacLinkCryptography } from '../../../src/infra/cryptography/hmac-link-cryptography.ts';
import { NodeRandomSource } from '../../../src/infra/cryptography/node-random-source.ts';

const random = new NodeRandomSource();
const key = new Secret('0123456789abcdef0123456789abcdef');
const cryptography = new HmacLinkCryptography({ key, random });
const ids = fc.stringMatching(/^[A-Za-z0-9_-]{22}$/);

describe('HmacLinkCryptography', () => {
  // expected values: printf '<label>\0<part>…' | openssl dgst -sha256 -hmac <key> -binary
  const requestId = '_v25Yq-wGO0KAydSSEmlfA';
  const addressKey = 'kGDlebqIqGSj3oUd_mPl4Q';

  it('keeps finding the request of a code', () => {
    expect(cryptography.requestIdOf({ characters: 'ABCD1234' })).toBe(requestId);
  });

  it('keeps agreeing on the confirmation number', () => {
    expect(cryptography.confirmationNumberOf(requestId, addressKey)).toBe('365502');
  });

  it('makes codes of the random bytes it is given', () => {
    const fixed = { bytes: (length: number) => new Uint8Array(length).fill(255), unit: () => 0 };
    const code = new HmacLinkCryptography({ key, random: fixed }).newCode();

    expect(code).toStrictEqual({ characters: 'ZZZZZZZZ' });
  });

  it('makes codes that a message can carry and that do not repeat', () => {
    const codes = Array.from({ length: 500 }, () => cryptography.newCode());

    expect(new Set(codes.map(({ characters }) => characters)).size).toBe(500);
    for (const code of codes) expect(parseLinkMessage(formatLinkMessage(code))).toStrictEqual(code);
  });

  it('always answers six digits, bound to the request and the address', () => {
    fc.assert(
      fc.property(ids, ids, ids, (request, address, other) => {
        const number = cryptography.confirmationNumberOf(request, address);

        expect(number).toMatch(/^\d{6}$/);
        expect(cryptography.confirmationNumberOf(request, address)).toBe(number);
        fc.pre(new Set([request, address, other]).size === 3);
        const changed = [
          cryptography.confirmationNumberOf(other, address),
          cryptography.confirmationNumberOf(request, other),
          cryptography.confirmationNumberOf(address, request),
        ];
        // one of a million numbers may repeat by chance, never all three
        expect(changed.every((each) => each === number)).toBe(false);
      }),
    );
  });

  it('spreads the confirmation numbers evenly', () => {
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 5_000; index += 1) {
      const first = Number(cryptography.confirmationNumberOf(`request-${index}`, addressKey).charAt(0));
      buckets[first] = (buckets[first] ?? 0) + 1;
    }

    // 500 expected in each, standard deviation 21: these numbers are fixed by the key, so the test cannot flicker
    for (const size of buckets) expect(Math.abs(size - 500)).toBeLessThan(100);
  });

  it('depends on the secret', () => {
    const other = new HmacLinkCryptography({ key: new Secret('another key of thirty-two letters'), random });

    expect(other.requestIdOf({ characters: 'ABCD1234' })).not.toBe(requestId);
    expect(other.confirmationNumberOf(requestId, addressKey)).not.toBe('365502');
  });

  it('compares whole numbers of any length', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(cryptography.isSameConfirmationNumber(one, one)).toBe(true);
        expect(cryptography.isSameConfirmationNumber(one, other)).toBe(one === other);
      }),
    );
    expect(cryptography.isSameConfirmationNumber('012345', '12345')).toBe(false);
  });
});
