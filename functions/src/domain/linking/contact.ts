import type { Instant } from '../shared/clock.ts';
import type { Language } from '../shared/language.ts';
import type { RecentEvents } from '../shared/recent-events.ts';
import type { ReplyKind } from '../messaging/reply.ts';
import type { AddressKey } from './address-key.ts';

/** What is known of an address apart from any link. Opt-out and block survive unlinking; the rest is forgotten after days. */
export interface Contact {
  readonly addressKey: AddressKey;
  readonly optedOut: boolean;
  /** When the person last opted out or in, by the message that said so: an older message that comes late changes nothing. */
  readonly optOutChangedAt: Instant | null;
  readonly blocked: boolean;
  /** The mapping of the same person, where this address is the second one of a link. */
  readonly mappingId: AddressKey | null;
  /** The one request that this address has claimed and not yet finished. */
  readonly waiting: {
    readonly requestId: string;
    readonly expiresAt: Instant;
    /** That of the request. */
    readonly language: Language | null;
  } | null;
  readonly wrongCodes: RecentEvents;
  readonly pleaseLinkReplies: RecentEvents;
  readonly automaticReplies: RecentEvents;
  readonly optOutHintAt: Instant | null;
  /** Lets a redelivered message that is no command be answered the same without counting twice. */
  readonly lastReply: { readonly messageSid: string; readonly kind: ReplyKind } | null;
}

export function unknownContact(addressKey: AddressKey): Contact {
  return {
    addressKey,
    optedOut: false,
    optOutChangedAt: null,
    blocked: false,
    mappingId: null,
    waiting: null,
    wrongCodes: [],
    pleaseLinkReplies: [],
    automaticReplies: [],
    optOutHintAt: null,
    lastReply: null,
  };
}

/** Facts that must outlive the throttles. */
export function isLasting(contact: Contact): boolean {
  return contact.optedOut || contact.blocked || contact.mappingId !== null;
}
