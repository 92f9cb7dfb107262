import { unknownContact, type Contact } from '../../src/domain/linking/contact.ts';
import type { LinkRequest } from '../../src/domain/linking/link-request.ts';
import type { CommandReceipt } from '../../src/domain/linking/linking-repositories.ts';
import type { UserLink } from '../../src/domain/linking/user-link.ts';
import type { UserMapping } from '../../src/domain/linking/user-mapping.ts';
import { parseWhatsAppAddress } from '../../src/domain/linking/whatsapp-address.ts';
import { queuedMessage, type OutboundMessage } from '../../src/domain/messaging/outbound-message.ts';

export const NOW = Date.UTC(2026, 10, 23, 12, 0, 0, 123);
const phone = parseWhatsAppAddress('whatsapp:+15551110001');
const hidden = parseWhatsAppAddress('whatsapp:US.hidden1');

export const aMapping: UserMapping = {
  addressKey: 'mapping-1',
  userId: 'ada',
  address: phone,
  otherAddress: hidden,
  profileName: 'Ada',
  language: 'pt',
  linkId: 'link-1',
  state: 'active',
  linkedAt: NOW,
  lastInboundAt: NOW + 1,
  nextMessageNumber: 1,
  optedOut: true,
  optOutHintAt: NOW + 2,
  outbox: [
    { messageId: 'reply-0001', createdAt: NOW, state: 'sending', step: 1, nextAt: NOW + 60_000 },
    { messageId: 'reply-0002', createdAt: NOW + 3, state: 'waiting', step: 0, nextAt: NOW + 4 },
  ],
  failedDeliveries: 1,
  consent: {
    method: 'code-and-digits',
    statement: 'Demo wants to link this number.',
    messageSid: `SM${'6'.repeat(32)}`,
    givenAt: NOW,
  },
  identitySeen: { sender: 'whatsapp:+15550006789', at: NOW },
  heldSince: null,
};

export const mappings: readonly UserMapping[] = [
  aMapping,
  {
    ...aMapping,
    otherAddress: null,
    profileName: null,
    language: null,
    linkId: null,
    optOutHintAt: null,
    state: 'suspended',
    outbox: [],
    failedDeliveries: 0,
    consent: null,
    identitySeen: null,
    heldSince: NOW,
  },
];

const aRequest: LinkRequest = {
  id: 'request-1',
  userId: 'ada',
  state: 'open',
  maskedAccount: 'a•••@example.com',
  language: 'hi',
  createdAt: NOW,
  expiresAt: NOW + 600_000,
  claim: null,
  wrongConfirmations: 0,
};

export const requests: readonly LinkRequest[] = [
  aRequest,
  {
    ...aRequest,
    state: 'claimed',
    maskedAccount: null,
    language: null,
    wrongConfirmations: 4,
    claim: {
      addressKey: 'mapping-1',
      address: phone,
      otherAddress: hidden,
      profileName: null,
      claimedAt: NOW + 5,
      messageSid: `SM${'1'.repeat(32)}`,
      sentTo: 'whatsapp:+15550006789',
    },
  },
];

export const links: readonly UserLink[] = [
  { userId: 'ada', linked: null, request: null, mappingId: null, nextMessageNumber: 1 },
  {
    userId: 'ada',
    linked: { maskedNumber: '+15 ••• 01', linkedAt: NOW, state: 'active' },
    request: { requestId: 'request-1', state: 'claimed', maskedNumber: '+15 ••• 02', expiresAt: NOW + 1 },
    mappingId: 'mapping-1',
    nextMessageNumber: 7,
  },
];

export const contacts: readonly Contact[] = [
  unknownContact('contact-1'),
  {
    addressKey: 'contact-1',
    optedOut: true,
    blocked: true,
    mappingId: 'mapping-1',
    waiting: { requestId: 'request-1', expiresAt: NOW + 1, language: 'ar' },
    wrongCodes: [NOW, NOW + 1],
    pleaseLinkReplies: [NOW],
    automaticReplies: [NOW, NOW + 3],
    optOutChangedAt: NOW + 4,
    optOutHintAt: NOW,
    lastReply: { messageSid: `SM${'2'.repeat(32)}`, kind: 'please-link' },
  },
];

export const receipts: readonly CommandReceipt[] = [
  {
    messageSid: `SM${'3'.repeat(32)}`,
    addressKey: 'contact-1',
    reply: { kind: 'link-claimed', requestId: 'request-1' },
    language: 'fr',
    answeredAt: NOW,
  },
  {
    messageSid: `SM${'4'.repeat(32)}`,
    addressKey: 'contact-1',
    reply: { kind: 'none' },
    language: null,
    answeredAt: NOW,
  },
];

const template = { contentSid: `HX${'1'.repeat(32)}`, variables: { 1: 'Ada' } };

export const anOutboundMessage: OutboundMessage = queuedMessage({
  id: 'linked-link-1',
  userId: 'ada',
  recipient: { kind: 'address', address: phone, addressKey: 'mapping-1', linkId: null },
  content: { kind: 'text', body: 'Account linked!', mediaUrl: null },
  fallbackTemplate: null,
  createdAt: NOW,
  expiresAt: NOW + 86_400_000,
});

export const outboundMessages: readonly OutboundMessage[] = [
  anOutboundMessage,
  {
    ...anOutboundMessage,
    recipient: { kind: 'linked-user' },
    content: { kind: 'template', template },
    expiresAt: null,
    state: 'sending',
    step: 1,
    leaseToken: 'a-lease',
    nextAt: NOW + 60_000,
  },
  {
    ...anOutboundMessage,
    recipient: { kind: 'address', address: hidden, addressKey: 'mapping-1', linkId: 'link-1' },
    content: { kind: 'text', body: 'Look!', mediaUrl: 'https://media.example.com/1.png' },
    fallbackTemplate: template,
    state: 'accepted',
    step: 3,
    attempts: [
      {
        startedAt: NOW,
        finishedAt: null,
        part: 0,
        content: 'own',
        outcome: null,
        reason: null,
        providerCode: null,
        messageSid: null,
      },
      {
        startedAt: NOW,
        finishedAt: NOW + 7,
        part: 1,
        content: 'fallback',
        outcome: 'undelivered',
        reason: 'channel-failure',
        providerCode: 63_012,
        messageSid: `SM${'5'.repeat(32)}`,
      },
    ],
    triesFrom: 1,
    to: hidden,
    usesFallback: true,
    nextAt: null,
    looks: 2,
    possibleDuplicate: true,
    checkAt: NOW + 9,
    checks: 1,
    reason: 'timed-out',
    advice: 'Look it up.',
  },
  {
    ...anOutboundMessage,
    content: { kind: 'erased', hash: 'a-hash', parts: 3, contentSid: template.contentSid },
    state: 'canceled',
    nextAt: null,
  },
];
