import { defineBoolean, defineInt } from 'firebase-functions/params';

/** How long what is stored is kept; Firestore's TTL policies delete it within a day after that, and no code reads it meanwhile. */
export const retentionParameters = {
  storeMessageBodies: defineBoolean('STORE_MESSAGE_BODIES', {
    default: true,
    description:
      'false: what a message says is erased once it is processed or delivered; a keyed hash stays.',
  }),
  retentionInboundDays: defineInt('RETENTION_INBOUND_DAYS', {
    default: 30,
    description: 'How long messages of linked users are kept.',
  }),
  retentionOutboundDays: defineInt('RETENTION_OUTBOUND_DAYS', {
    default: 30,
    description: 'How long messages to people are kept, with what became of them.',
  }),
  retentionEventDays: defineInt('RETENTION_EVENT_DAYS', {
    default: 30,
    description: 'How long events for the product are kept.',
  }),
  retentionReceiptDays: defineInt('RETENTION_RECEIPT_DAYS', {
    default: 7,
    description: 'How long it is remembered which reply a command got.',
  }),
  retentionRequestDays: defineInt('RETENTION_REQUEST_DAYS', {
    default: 1,
    description: 'How long a link request is kept after it has expired.',
  }),
  retentionCounterDays: defineInt('RETENTION_COUNTER_DAYS', {
    default: 2,
    description: 'How long it is remembered what a user has called lately.',
  }),
  retentionContactDays: defineInt('RETENTION_CONTACT_DAYS', {
    default: 2,
    description: 'How long replies to an address are counted. Opt-outs and blocks are kept for good.',
  }),
  retentionErasureDays: defineInt('RETENTION_ERASURE_DAYS', {
    default: 365,
    description: 'How long the receipt of an erasure is kept, which names nobody.',
  }),
} as const;
