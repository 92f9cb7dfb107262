import { describe, expect, it } from 'vitest';
import { isLasting, unknownContact } from '../../../src/domain/linking/contact.ts';
import { isExpired } from '../../../src/domain/linking/link-request.ts';
import { unlinkedUser } from '../../../src/domain/linking/user-link.ts';
import { holdsAddress } from '../../../src/domain/linking/user-mapping.ts';
import { ANA, anasMapping, ANAS_KEY, NOW, OTHER_KEY } from './link-examples.ts';

describe('holdsAddress', () => {
  it.each([
    ['active', true],
    ['blocked', true],
    ['suspended', false],
    ['disabled', false],
  ] as const)('a mapping that is %s holds its address: %s', (state, holds) => {
    expect(holdsAddress({ ...anasMapping, state })).toBe(holds);
  });
});

describe('isLasting', () => {
  const contact = unknownContact(ANAS_KEY);
  const throttled = {
    ...contact,
    wrongCodes: [NOW],
    pleaseLinkReplies: [NOW],
    automaticReplies: [NOW],
    optOutHintAt: NOW,
    waiting: { requestId: 'request', expiresAt: NOW, language: null },
    lastReply: { messageSid: `SM${'a'.repeat(32)}`, kind: 'please-link' },
  } as const;

  it.each([
    ['an opt-out', { ...contact, optedOut: true }, true],
    ['a block', { ...contact, blocked: true }, true],
    ['the way to the mapping', { ...contact, mappingId: OTHER_KEY }, true],
    ['nothing at all', contact, false],
    ['throttles', throttled, false],
  ])('a contact with %s is kept for good: %#', (_, known, lasting) => {
    expect(isLasting(known)).toBe(lasting);
  });
});

describe('unlinkedUser', () => {
  it('has neither link nor request', () => {
    expect(unlinkedUser(ANA)).toStrictEqual({
      userId: ANA,
      linked: null,
      request: null,
      mappingId: null,
      nextMessageNumber: 1,
    });
  });
});

describe('isExpired', () => {
  it.each([
    [NOW - 1, true],
    [NOW, true],
    [NOW + 1, false],
  ])('what expires at %i has expired: %s', (expiresAt, expired) => {
    expect(isExpired({ expiresAt }, NOW)).toBe(expired);
  });
});
