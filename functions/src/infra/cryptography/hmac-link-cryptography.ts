import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AddressKey } from '../../domain/linking/address-key.ts';
import { type LinkCode, linkCodeFrom } from '../../domain/linking/link-code.ts';
import type { LinkCryptography } from '../../domain/linking/link-cryptography.ts';
import type { RandomSource } from '../../domain/shared/random-source.ts';
import type { Secret } from '../config/secret.ts';

const CODE_BYTES = 5;
const REQUEST_ID_BYTES = 16;
const DIGITS = 6;

interface HmacLinkCryptographyOptions {
  readonly key: Secret;
  readonly random: RandomSource;
}

export class HmacLinkCryptography implements LinkCryptography {
  readonly #key: Secret;
  readonly #random: RandomSource;

  constructor({ key, random }: HmacLinkCryptographyOptions) {
    this.#key = key;
    this.#random = random;
  }

  newCode(): LinkCode {
    return linkCodeFrom(this.#random.bytes(CODE_BYTES));
  }

  requestIdOf(code: LinkCode): string {
    return this.#hmac('link-request', code.characters).subarray(0, REQUEST_ID_BYTES).toString('base64url');
  }

  confirmationNumberOf(requestId: string, addressKey: AddressKey): string {
    // 64 bits against a million numbers: the most likely number is ahead by less than one in 10^13
    const number = this.#hmac('confirmation-number', requestId, addressKey).readBigUInt64BE();
    return String(number % 10n ** BigInt(DIGITS)).padStart(DIGITS, '0');
  }

  isSameConfirmationNumber(one: string, other: string): boolean {
    return timingSafeEqual(digestOf(one), digestOf(other));
  }

  /** The label keeps the uses of one key apart; the zero bytes, which no part contains, keep the parts apart. */
  #hmac(label: string, ...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.#key.reveal())
      .update([label, ...parts].join('\0'))
      .digest();
  }
}

/** Equal in length whatever was entered, as the comparison needs it. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
