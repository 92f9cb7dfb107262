import type { OutboxLane } from '../messaging/outbox-lane.ts';
import type { Instant } from '../shared/clock.ts';
import type { Language } from '../shared/language.ts';
import type { AddressKey } from './address-key.ts';
import type { WhatsAppAddress } from './whatsapp-address.ts';

export const USER_MAPPING_STATES = [
  'active',
  'disabled',
  'suspended',
  'reproof_required',
  'blocked',
] as const;

/** `suspended`: the number may have changed hands. `reproof_required`: nobody has used the link for too long. Linking again mends both. */
export type UserMappingState = (typeof USER_MAPPING_STATES)[number];

/** What the holder of the number agreed to, and how that is known. */
export interface Consent {
  /** `code-and-digits`: sent a code and told the app six digits. `code`: sent a code, which was enough. */
  readonly method: 'code-and-digits' | 'code';
  /** The sentence that was agreed to, without anything personal. */
  readonly statement: string;
  /** The message by which the number's holder agreed. */
  readonly messageSid: string;
  readonly givenAt: Instant;
}

/** Where and when a phone and a business-scoped id were last seen to be one person's: such ids differ from sender to sender. */
export interface IdentitySighting {
  /** The address of ours that the person wrote to. */
  readonly sender: string;
  readonly at: Instant;
}

/** The fact that a WhatsApp address belongs to an app user. */
export interface UserMapping {
  readonly addressKey: AddressKey;
  readonly userId: string;
  readonly address: WhatsAppAddress;
  /** The person's business-scoped id beside the phone, or the phone beside the id, where WhatsApp told both. */
  readonly otherAddress: WhatsAppAddress | null;
  readonly profileName: string | null;
  /** That of the app when the link was made; null where it told none. */
  readonly language: Language | null;
  /** The request that made this link; null for mappings that were imported. */
  readonly linkId: string | null;
  readonly state: UserMappingState;
  readonly linkedAt: Instant;
  readonly lastInboundAt: Instant;
  readonly nextMessageNumber: number;
  /** Mirrors the contact, so that an ordinary message needs one read. */
  readonly optedOut: boolean;
  readonly optOutHintAt: Instant | null;
  /** The messages that are on their way to the person. */
  readonly outbox: OutboxLane;
  /** How many messages in a row WhatsApp could not bring to the person; any message of the person's ends the row. */
  readonly failedDeliveries: number;
  /** Null where an operator imported the link. */
  readonly consent: Consent | null;
  /** Null where WhatsApp has not told both addresses yet. */
  readonly identitySeen: IdentitySighting | null;
  /** Since when it is `suspended` or needs proof anew; null in every other state. */
  readonly heldSince: Instant | null;
}

/** A mapping that keeps everybody else from linking the address. */
export function holdsAddress(mapping: UserMapping): boolean {
  return mapping.state === 'active' || mapping.state === 'blocked';
}

/** Nobody has used the link for longer than `reproofAfter`, so that the number may have a new holder; null is never too long. */
export function isUnused(
  { lastInboundAt, linkedAt }: UserMapping,
  reproofAfter: number | null,
  now: Instant,
): boolean {
  return reproofAfter !== null && now - Math.max(lastInboundAt, linkedAt) > reproofAfter;
}

/** After so many messages in a row that could not be brought, no more are tried until the person writes. */
export const UNREACHABLE_AFTER = 2;

export function isUnreachable({ failedDeliveries }: UserMapping): boolean {
  return failedDeliveries >= UNREACHABLE_AFTER;
}
