import type { AddressKey } from '../linking/address-key.ts';
import type { WhatsAppAddress } from '../linking/whatsapp-address.ts';
import type { Instant } from '../shared/clock.ts';
import type { Delivery } from './delivery-status.ts';
import type { ErasedContent, OutboundContent, Template } from './outbound-content.ts';
import type { SendOutcome } from './messaging-service.ts';
import { splitText } from './split-text.ts';

/**
 * `queued` waits for its time, `sending` is leased, `accepted` has been taken by Twilio. `unknown` may have been: it is looked for in
 * Twilio's log before anything else happens. The others are final: `undelivered` (taken, and given up by Twilio or WhatsApp), `failed`
 * (refused for good), `suppressed` (must not be sent), `expired` (came too late), `canceled` (by an operator), `dead` (given up after
 * all tries).
 */
export const OUTBOUND_STATES = [
  'queued',
  'sending',
  'accepted',
  'unknown',
  'undelivered',
  'failed',
  'suppressed',
  'expired',
  'canceled',
  'dead',
] as const;

export type OutboundState = (typeof OUTBOUND_STATES)[number];

export interface SendAttempt {
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  /** Which part of a long text, from 0. */
  readonly part: number;
  readonly content: 'own' | 'fallback';
  /** `undelivered`: it was accepted, and a delivery status said later that it failed. Null while Twilio has not answered. */
  readonly outcome: SendOutcome['kind'] | 'undelivered' | null;
  readonly reason: string | null;
  readonly providerCode: number | null;
  readonly messageSid: string | null;
}

/** To whom: the number that is linked to the user when the message is sent, or one address whatever its link. */
export type Recipient =
  | { readonly kind: 'linked-user' }
  | {
      readonly kind: 'address';
      readonly address: WhatsAppAddress;
      readonly addressKey: AddressKey;
      /** Set where the message is about one link and must not go out after that link has ended. */
      readonly linkId: string | null;
    };

export interface NewOutboundMessage {
  readonly id: string;
  readonly userId: string;
  readonly recipient: Recipient;
  readonly content: OutboundContent;
  /** Sent in place of the content where free text may not be. */
  readonly fallbackTemplate: Template | null;
  readonly createdAt: Instant;
  /** Not sent from then on. */
  readonly expiresAt: Instant | null;
}

/** One message on its way to a person: the one place where an operator sees what became of it. */
export interface OutboundMessage extends Omit<NewOutboundMessage, 'content'> {
  readonly content: OutboundContent | ErasedContent;
  readonly state: OutboundState;
  /** Grows with every change of the state. */
  readonly step: number;
  readonly attempts: readonly SendAttempt[];
  /** Attempts before this one do not count as tries any more: an operator has redriven the message. */
  readonly triesFrom: number;
  /** Where it went, or will go, by the last claim. */
  readonly to: WhatsAppAddress | null;
  readonly addressKey: AddressKey | null;
  readonly usesFallback: boolean;
  /** When something happens next: the next try, the end of the lease, the next look into Twilio's log. */
  readonly nextAt: Instant | null;
  /** Who holds the lease: a run that is repeated knows its own claim by it. */
  readonly leaseToken: string | null;
  /** How often Twilio's log was searched since the outcome became unknown. */
  readonly looks: number;
  readonly possibleDuplicate: boolean;
  readonly deliveries: readonly Delivery[];
  /** When Twilio is asked what became of an accepted message that nobody reported on. */
  readonly checkAt: Instant | null;
  readonly checks: number;
  readonly reason: string | null;
  readonly advice: string | null;
}

export function queuedMessage(message: NewOutboundMessage): OutboundMessage {
  return {
    ...message,
    state: 'queued',
    step: 0,
    attempts: [],
    triesFrom: 0,
    to: message.recipient.kind === 'address' ? message.recipient.address : null,
    addressKey: message.recipient.kind === 'address' ? message.recipient.addressKey : null,
    usesFallback: false,
    nextAt: message.createdAt,
    leaseToken: null,
    looks: 0,
    possibleDuplicate: false,
    deliveries: [],
    checkAt: null,
    checks: 0,
    reason: null,
    advice: null,
  };
}

export function contentKind({ usesFallback }: OutboundMessage): SendAttempt['content'] {
  return usesFallback ? 'fallback' : 'own';
}

/** What is handed to Twilio, one by one, each as a message of its own; nothing once it has been erased. */
export function partsOf(message: OutboundMessage): readonly OutboundContent[] {
  const { content, fallbackTemplate, usesFallback } = message;
  if (usesFallback && fallbackTemplate !== null) return [{ kind: 'template', template: fallbackTemplate }];
  if (content.kind === 'erased') return [];
  if (content.kind === 'template') return [content];
  return splitText(content.body).map((body, part) => ({
    kind: 'text',
    body,
    mediaUrl: part === 0 ? content.mediaUrl : null,
  }));
}

/** How many messages it is, or was, for Twilio. */
export function partCount(message: OutboundMessage): number {
  return message.content.kind === 'erased' ? message.content.parts : partsOf(message).length;
}

/** The first part that Twilio has not taken; null where it has all. */
export function partToSend(message: OutboundMessage): number | null {
  const taken = new Set(
    message.attempts
      .filter(({ outcome, content }) => outcome === 'accepted' && content === contentKind(message))
      .map(({ part }) => part),
  );
  const part = partsOf(message).findIndex((_, position) => !taken.has(position));
  return part < 0 ? null : part;
}

/** A SID under which Twilio reports on the message although no answer named it: proof that the lost attempt was taken. */
export function unclaimedSid(message: OutboundMessage): string | null {
  const claimed = new Set(message.attempts.map(({ messageSid }) => messageSid));
  return message.deliveries.find(({ messageSid }) => !claimed.has(messageSid))?.messageSid ?? null;
}

export const INVALID_DOCUMENT_ADVICE =
  'The document cannot be sent as it is: mend what problems lists, and add it again under another id.';
