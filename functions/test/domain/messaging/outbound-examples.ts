import type { SendOutcome } from '../../../src/domain/messaging/messaging-service.ts';
import type { NewOutboundMessage } from '../../../src/domain/messaging/outbound-message.ts';
import { DAY } from '../../../src/domain/shared/clock.ts';

export type Failure = Exclude<SendOutcome, { kind: 'accepted' }>;

export const NOW = 1_800_000_000_000;
export const SID = `SM${'a'.repeat(32)}`;
export const OTHER_SID = `SM${'b'.repeat(32)}`;
export const template = { contentSid: `HX${'1'.repeat(32)}`, variables: {} };

export const order: NewOutboundMessage = {
  id: 'order-of-ana',
  userId: 'ana',
  recipient: { kind: 'linked-user' },
  content: { kind: 'text', body: 'Your order is ready.', mediaUrl: null },
  fallbackTemplate: null,
  createdAt: NOW,
  expiresAt: NOW + DAY,
};

/** Three messages for Twilio. */
export const longOrder: NewOutboundMessage = {
  ...order,
  content: { kind: 'text', body: 'word '.repeat(800).trim(), mediaUrl: 'https://media.example.com/1.png' },
};

export const refused = failure('refused', 'invalid-recipient', 21_211);
export const delayed = failure('postponed', 'too-many-requests', 20_429);
export const lost = failure('unknown', 'timed-out', null);
export const unusable = failure('sender-unusable', 'authentication-failed', 20_003);

function failure(kind: Failure['kind'], reason: string, providerCode: number | null): Failure {
  return {
    kind,
    reason,
    providerCode,
    advice: 'Look at it.',
    retryAfter: null,
    mostRetries: null,
    concerns: null,
  };
}
