import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAccount } from '../../../src/domain/linking/mask-account.ts';

const domains = fc.domain();
const locals = fc.stringMatching(/^[a-z0-9.+_-]{1,40}$/);
const phones = fc.stringMatching(/^\+[1-9][0-9]{6,14}$/);

describe('maskAccount', () => {
  it.each([
    ['ana@example.com', null, 'a•••@example.com'],
    ['a@example.com', null, 'a•••@example.com'],
    ['"a@b"@example.com', null, '"•••@example.com'],
    ['😀ana@example.com', null, '😀•••@example.com'],
    ['ana@example.com', '+4915112345667', 'a•••@example.com'],
    [null, '+4915112345667', '+49 ••• 67'],
    [null, null, null],
    ['', null, null],
    ['example.com', null, null],
    ['@example.com', null, null],
  ])('shows the e-mail %j and the phone %j as %j', (verifiedEmail, phoneNumber, shown) => {
    expect(maskAccount({ verifiedEmail, phoneNumber })).toBe(shown);
  });

  it('tells nothing of an e-mail but the first character and the domain', () => {
    fc.assert(
      fc.property(locals, locals, domains, fc.option(phones), (local, hidden, domain, phoneNumber) => {
        const shown = maskAccount({ verifiedEmail: `${local}@${domain}`, phoneNumber });
        const disguised = `${local.charAt(0)}${hidden}@${domain}`;
        expect(shown).toBe(maskAccount({ verifiedEmail: disguised, phoneNumber: null }));
        expect(shown).toBe(`${local.charAt(0)}•••@${domain}`);
      }),
    );
  });

  it('tells nothing of a phone but its first two and last two digits', () => {
    fc.assert(
      fc.property(phones, fc.stringMatching(/^[0-9]{3,11}$/), (phone, hidden) => {
        const disguised = phone.slice(0, 3) + hidden + phone.slice(-2);
        expect(maskAccount({ verifiedEmail: null, phoneNumber: phone })).toBe(
          maskAccount({ verifiedEmail: null, phoneNumber: disguised }),
        );
      }),
    );
  });

  it('shows no text that was not verified, whatever else is known of the account', () => {
    const account = { displayName: 'Your bank', email: 'help@your-bank.example', emailVerified: false };
    expect(maskAccount({ ...account, verifiedEmail: null, phoneNumber: null })).toBeNull();
    expect(maskAccount({ ...account, verifiedEmail: null, phoneNumber: '+4915112345667' })).toBe(
      '+49 ••• 67',
    );
  });
});
