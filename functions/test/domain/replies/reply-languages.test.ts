import { describe, expect, it } from 'vitest';
import { parseWhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import { countryOfPhone } from '../../../src/domain/replies/country-calling-codes.ts';
import { ReplyLanguages } from '../../../src/domain/replies/reply-languages.ts';
import { LANGUAGES, languageOfTag, type Language } from '../../../src/domain/shared/language.ts';

const auto = new ReplyLanguages({ spoken: LANGUAGES, ofCountries: new Map() });
const spokenWith = (languages: ReplyLanguages, address: string, language: Language | null = null) =>
  languages.languageFor({ address: parseWhatsAppAddress(`whatsapp:${address}`), language });

describe('countryOfPhone', () => {
  it.each([
    ['+14155238886', 'US'],
    ['+17875550100', 'PR'],
    ['+18095550100', 'DO'],
    ['+201001234567', 'EG'],
    ['+21261234567', 'MA'],
    ['+27821234567', 'ZA'],
    ['+4915112345678', 'DE'],
    ['+436641234567', 'AT'],
    ['+42321234567', 'LI'],
    ['+41791234567', 'CH'],
    ['+5511987654321', 'BR'],
    ['+59171234567', 'BO'],
    ['+77011234567', 'KZ'],
    ['+79161234567', 'RU'],
    ['+919876543210', 'IN'],
    ['+966501234567', 'SA'],
    ['+8613812345678', 'CN'],
    ['+2101234567', null],
    ['+999123456789', null],
  ])('%s: %s', (phone, country) => {
    expect(countryOfPhone(phone)).toBe(country);
  });
});

describe('the language in which a person is answered', () => {
  it.each([
    ['+14155238886', 'en'],
    ['+447911123456', 'en'],
    ['+34600111222', 'es'],
    ['+5215512345678', 'es'],
    ['+17875550100', 'es'],
    ['+5511987654321', 'pt'],
    ['+351912345678', 'pt'],
    ['+244923123456', 'pt'],
    ['+201001234567', 'ar'],
    ['+966501234567', 'ar'],
    ['+4915112345678', 'de'],
    ['+436641234567', 'de'],
    ['+33612345678', 'fr'],
    ['+221701234567', 'fr'],
    ['MX.1349', 'es'],
    ['SN.ENT.1349', 'fr'],
    ['US.1349', 'en'],
  ])('is that of the address’s country: %s reads %s', (address, language) => {
    expect(spokenWith(auto, address)).toBe(language);
  });

  it.each([
    '+919876543210',
    '+41791234567',
    '+32470123456',
    '+971501234567',
    '+48601234567',
    '+2101234567',
    'ZZ.1',
  ])('is the fallback where a country has no single one: %s', (address) => {
    expect(spokenWith(auto, address)).toBe('en');
    const german = new ReplyLanguages({ spoken: ['de', 'en'], ofCountries: new Map() });
    expect(spokenWith(german, address)).toBe('de');
  });

  it('is rather that of the person’s app, and that of a country rather as it is configured', () => {
    const configured = new ReplyLanguages({
      spoken: LANGUAGES,
      ofCountries: new Map([
        ['IN', 'hi'],
        ['ES', 'en'],
      ]),
    });
    expect(spokenWith(configured, '+919876543210')).toBe('hi');
    expect(spokenWith(configured, 'IN.1349')).toBe('hi');
    expect(spokenWith(configured, '+34600111222')).toBe('en');
    expect(spokenWith(configured, '+919876543210', 'ar')).toBe('ar');
  });

  it('is one that may be spoken, whatever the app or the country would rather have', () => {
    const two = new ReplyLanguages({ spoken: ['fr', 'en'], ofCountries: new Map() });
    expect(spokenWith(two, '+4915112345678', 'de')).toBe('fr');
    expect(spokenWith(two, '+14155238886', 'de')).toBe('en');
    expect(spokenWith(two, '+4915112345678', 'en')).toBe('en');
  });
});

it.each([
  ['pt-BR', 'pt'],
  ['DE', 'de'],
  ['ar_EG', 'ar'],
  ['zh-Hant-TW', null],
  ['', null],
  ['esperanto', null],
])('the language of the tag %j is %j', (tag, language) => {
  expect(languageOfTag(tag)).toBe(language);
});
