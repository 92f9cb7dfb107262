import { parseWhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import type { SendOutcome } from '../../../src/domain/messaging/messaging-service.ts';
import type { NewOutboundMessage } from '../../../src/domain/messaging/outbound-message.ts';
import { DAY } from '../../../src/domain/shared/clock.ts';

export const NOW = 1_800_000_000_000;
export const SID = `SM${'a'.repeat(32)}`;

export const order: NewOutboundMessage = {
  id: 'linked-request-of-ana',
  userId: 'ana',
  to: parseWhatsAppAddress('whatsapp:+4915112345667'),
  addressKey: 'address-key-of-ana',
  linkId: 'request-of-ana',
  body: 'Account linked!',
  createdAt: NOW,
  sendBefore: NOW + DAY,
};

export const refused = {
  kind: 'refused',
  providerCode: 63024,
  reason: 'invalid-recipient',
} as const satisfies SendOutcome;

export const delayed = {
  kind: 'postponed',
  providerCode: 20429,
  reason: 'rate-limited',
  retryAfter: null,
} as const satisfies SendOutcome;

export const lost = {
  kind: 'unknown',
  providerCode: null,
  reason: 'timed-out',
} as const satisfies SendOutcome;
