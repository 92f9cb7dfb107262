import type { OutboxLane } from '../messaging/outbox-lane.ts';
import type { Instant } from '../shared/clock.ts';
import type { AddressKey } from './address-key.ts';
import type { WhatsAppAddress } from './whatsapp-address.ts';

export type UserMappingState = 'active' | 'disabled' | 'suspended' | 'blocked';

/** The fact that a WhatsApp address belongs to an app user. */
export interface UserMapping {
  readonly addressKey: AddressKey;
  readonly userId: string;
  readonly address: WhatsAppAddress;
  /** The business-scoped id of the same person, where WhatsApp told both. */
  readonly otherAddress: WhatsAppAddress | null;
  readonly profileName: string | null;
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
}

/** A mapping that keeps everybody else from linking the address. */
export function holdsAddress(mapping: UserMapping): boolean {
  return mapping.state === 'active' || mapping.state === 'blocked';
}

/** After so many messages in a row that could not be brought, no more are tried until the person writes. */
export const UNREACHABLE_AFTER = 2;

export function isUnreachable({ failedDeliveries }: UserMapping): boolean {
  return failedDeliveries >= UNREACHABLE_AFTER;
}
