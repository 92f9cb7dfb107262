import type { AddressKey } from '../../../src/domain/linking/address-key.ts';
import type { LinkClaim, LinkRequest } from '../../../src/domain/linking/link-request.ts';
import { unlinkedUser, type UserLink } from '../../../src/domain/linking/user-link.ts';
import type { UserMapping } from '../../../src/domain/linking/user-mapping.ts';
import { parseWhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import { MINUTE } from '../../../src/domain/shared/clock.ts';

export const NOW = 1_800_000_000_000;
export const ANA = 'ana';
export const REQUEST_ID = 'request-of-ana';
export const ANAS_KEY: AddressKey = 'address-key-of-ana';
export const OTHER_KEY: AddressKey = 'address-key-of-other';

const address = parseWhatsAppAddress('whatsapp:+4915112345667');

export const anasClaim: LinkClaim = {
  addressKey: ANAS_KEY,
  address,
  otherAddress: null,
  profileName: 'Ana',
  claimedAt: NOW - MINUTE,
  messageSid: `SM${'a'.repeat(32)}`,
  sentTo: 'whatsapp:+15550006789',
};

/** Opened by Ana a minute ago. */
export const openRequest: LinkRequest = {
  id: REQUEST_ID,
  userId: ANA,
  state: 'open',
  maskedAccount: 'a•••@example.com',
  language: null,
  createdAt: NOW - MINUTE,
  expiresAt: NOW + 9 * MINUTE,
  claim: null,
  wrongConfirmations: 0,
};

/** Its code has come from Ana's phone. */
export const claimedRequest: LinkRequest = { ...openRequest, state: 'claimed', claim: anasClaim };

export const anasMapping: UserMapping = {
  addressKey: ANAS_KEY,
  userId: ANA,
  address,
  otherAddress: null,
  profileName: 'Ana',
  language: null,
  linkId: REQUEST_ID,
  state: 'active',
  linkedAt: NOW - MINUTE,
  lastInboundAt: NOW - MINUTE,
  nextMessageNumber: 1,
  optedOut: false,
  optOutHintAt: null,
  outbox: [],
  failedDeliveries: 0,
  consent: null,
  identitySeen: null,
  heldSince: null,
};

export const anaUnlinked: UserLink = unlinkedUser(ANA);

export const anaLinked: UserLink = {
  userId: ANA,
  linked: { maskedNumber: '+49 ••• 67', linkedAt: NOW - MINUTE, state: 'active' },
  request: null,
  mappingId: ANAS_KEY,
  nextMessageNumber: 1,
};

/** Ana waits for the code, or for the digits, of the request with this id. */
export function anaRequesting(requestId: string): UserLink {
  const request = { requestId, state: 'open', maskedNumber: null, expiresAt: NOW + 9 * MINUTE } as const;
  return { ...anaUnlinked, request };
}
