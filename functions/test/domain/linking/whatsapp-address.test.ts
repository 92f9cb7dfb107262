import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidWhatsAppNumberError } from '../../../src/domain/linking/linking-errors.ts';
import {
  maskWhatsAppAddress,
  parseWhatsAppAddress,
  type WhatsAppAddress,
} from '../../../src/domain/linking/whatsapp-address.ts';

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALPHANUMERICS = `${DIGITS}${CAPITALS}${CAPITALS.toLowerCase()}`;

const phones = fc.stringMatching(/^whatsapp:\+[1-9][0-9]{6,14}$/);
const identifiers = fc.stringMatching(/^whatsapp:[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/);
const addresses = fc.oneof(phones, identifiers);

/** An address with one character put in, taken out or exchanged: still an address, or one just beside the forms. */
const nearMisses = fc
  .tuple(
    addresses,
    fc.nat(),
    fc.nat({ max: 1 }),
    fc.constantFrom('', '+', '.', '0', 'a', 'Z', ' ', '\n', 'é', '٣'),
  )
  .map(([value, position, removed, added]) => {
    const at = position % (value.length + 1);
    return value.slice(0, at) + added + value.slice(at + removed);
  });

describe('parseWhatsAppAddress', () => {
  it.each([
    ['whatsapp:+4915112345678', 'phone'],
    ['whatsapp:+14155238886', 'phone'],
    ['whatsapp:+1234567', 'phone'],
    ['whatsapp:+123456789012345', 'phone'],
    ['whatsapp:US.13491208655302741918', 'business-scoped-id'],
    ['whatsapp:DE.a', 'business-scoped-id'],
    ['whatsapp:US.ENT.11815799212886844830', 'business-scoped-id'],
    ['whatsapp:US.ENT', 'business-scoped-id'],
    [`whatsapp:BR.${'x'.repeat(128)}`, 'business-scoped-id'],
    [`whatsapp:BR.ENT.${'x'.repeat(128)}`, 'business-scoped-id'],
  ])('reads %s as a %s', (value, kind) => {
    expect(parseWhatsAppAddress(value)).toStrictEqual({ kind, value });
  });

  it.each([
    ['nothing', ''],
    ['the prefix alone', 'whatsapp:'],
    ['a phone without the prefix', '+4915112345678'],
    ['another channel', 'messenger:+4915112345678'],
    ['a prefix in capitals', 'WhatsApp:+4915112345678'],
    ['a phone without plus', 'whatsapp:4915112345678'],
    ['a national number', 'whatsapp:+015112345678'],
    ['six digits', 'whatsapp:+123456'],
    ['sixteen digits', 'whatsapp:+1234567890123456'],
    ['a phone as people write it', 'whatsapp:+49 151 12345678'],
    ['a space before it', ' whatsapp:+4915112345678'],
    ['a line break after it', 'whatsapp:+4915112345678\n'],
    ['digits of another script', 'whatsapp:+٤٩١٥١١٢٣٤٥٦٧٨'],
    ['a country in small letters', 'whatsapp:us.13491208655302741918'],
    ['a country of three letters', 'whatsapp:USA.13491208655302741918'],
    ['an id without characters', 'whatsapp:US.'],
    ['a parent id without characters', 'whatsapp:US.ENT.'],
    ['an id of another parent form', 'whatsapp:US.ORG.1349'],
    ['an id with a plus', 'whatsapp:+US.13491208655302741918'],
    ['an id with a dash', 'whatsapp:US.1349-1208'],
    ['an id that is too long', `whatsapp:US.${'x'.repeat(129)}`],
    ['a parent id that is too long', `whatsapp:US.ENT.${'x'.repeat(129)}`],
  ])('refuses %s', (_, value) => {
    expect(() => parseWhatsAppAddress(value)).toThrow(InvalidWhatsAppNumberError);
  });

  it('accepts exactly the two forms, and keeps the value as it is', () => {
    fc.assert(
      fc.property(fc.oneof(addresses, nearMisses, fc.string()), (value) => {
        const kind = kindOf(value);
        expect(parsedOrRefused(value)).toStrictEqual(kind === null ? 'refused' : { kind, value });
      }),
      { numRuns: 500 },
    );
  });

  it('never repeats in its error what it was given', () => {
    const refusal = (value: string) => {
      try {
        return parseWhatsAppAddress(value);
      } catch (error) {
        return String(error);
      }
    };
    expect(refusal('+4915112345678')).toBe(refusal(''));
  });
});

describe('maskWhatsAppAddress', () => {
  it.each([
    ['whatsapp:+4915112345667', '+49 ••• 67'],
    ['whatsapp:+14155238886', '+14 ••• 86'],
    ['whatsapp:+1234567', '+12 ••• 67'],
    ['whatsapp:US.13491208655302741918', 'US •••'],
    ['whatsapp:DE.ENT.a', 'DE •••'],
  ])('shows %s as %s', (value, masked) => {
    expect(maskWhatsAppAddress(parseWhatsAppAddress(value))).toBe(masked);
  });

  it('tells nothing of a phone but its first two and last two digits', () => {
    fc.assert(
      fc.property(phones, fc.stringMatching(/^[0-9]{3,11}$/), (phone, hidden) => {
        const start = phone.slice(0, 'whatsapp:+49'.length);
        const disguised = parseWhatsAppAddress(start + hidden + phone.slice(-2));
        expect(maskWhatsAppAddress(parseWhatsAppAddress(phone))).toBe(maskWhatsAppAddress(disguised));
      }),
    );
  });

  it('tells nothing of a business-scoped id but its country', () => {
    fc.assert(
      fc.property(identifiers, identifiers, (one, other) => {
        const disguised = one.slice(0, 'whatsapp:US'.length) + other.slice('whatsapp:US'.length);
        expect(maskWhatsAppAddress(parseWhatsAppAddress(one))).toBe(
          maskWhatsAppAddress(parseWhatsAppAddress(disguised)),
        );
      }),
    );
  });
});

/** The two forms, spelt out character by character. */
function kindOf(value: string): WhatsAppAddress['kind'] | null {
  if (!value.startsWith('whatsapp:')) return null;
  const bare = value.slice('whatsapp:'.length);
  return bare.startsWith('+') ? phoneKindOf(bare.slice(1)) : identifierKindOf(bare.split('.'));
}

function phoneKindOf(number: string): 'phone' | null {
  const isLongEnough = number.length >= 7 && number.length <= 15;
  return consistsOf(DIGITS, number) && isLongEnough && !number.startsWith('0') ? 'phone' : null;
}

function identifierKindOf([country = '', ...rest]: readonly string[]): 'business-scoped-id' | null {
  const [id = '', ...beyond] = rest.length > 1 && rest[0] === 'ENT' ? rest.slice(1) : rest;
  const isCountry = country.length === 2 && consistsOf(CAPITALS, country);
  const isId = id.length >= 1 && id.length <= 128 && consistsOf(ALPHANUMERICS, id);
  return isCountry && isId && beyond.length === 0 ? 'business-scoped-id' : null;
}

function consistsOf(alphabet: string, text: string): boolean {
  return Array.from(text).every((character) => alphabet.includes(character));
}

function parsedOrRefused(value: string): WhatsAppAddress | 'refused' {
  try {
    return parseWhatsAppAddress(value);
  } catch (error) {
    if (error instanceof InvalidWhatsAppNumberError) return 'refused';
    throw error;
  }
}
