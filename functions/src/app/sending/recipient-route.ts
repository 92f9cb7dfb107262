import type { AddressKey } from '../../domain/linking/address-key.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import { isUnreachable, isUnused, type UserMapping } from '../../domain/linking/user-mapping.ts';
import type { WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type { OutboundMessage, Recipient } from '../../domain/messaging/outbound-message.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import { changeMappingState } from '../linking/change-mapping-state.ts';

export type Suppression =
  | 'not-linked'
  | 'link-ended'
  | 'blocked'
  | 'suspended'
  | 'reproof_required'
  | 'disabled'
  | 'opted-out'
  | 'unreachable';

/** What an operator should know and do. */
export const suppressionAdvice: Readonly<Record<Suppression, string>> = {
  'not-linked': 'No number is linked to this user. Add the message again once the user has linked one.',
  'link-ended': 'The link that the message is about has ended: nothing is to be done.',
  blocked: 'The number is blocked: `admin mapping unblock` lets messages through again.',
  suspended: 'The link is on hold until the user links the number anew.',
  reproof_required:
    'The person has not written for so long that the number may have changed hands: the user must link it anew.',
  disabled: 'The link is disabled.',
  'opted-out': 'The person has stopped messages and gets none until texting START.',
  unreachable: 'WhatsApp could not bring the last messages. The next message of the person ends that.',
};

/** Where a message goes, or why it must not. */
export type Route =
  | {
      readonly kind: 'open';
      readonly to: WhatsAppAddress;
      readonly addressKey: AddressKey;
      /** Whose lane the message takes; null where nobody is linked to the address. */
      readonly mapping: UserMapping | null;
    }
  | { readonly kind: 'suppressed'; readonly reason: Suppression; readonly mapping: UserMapping | null };

/** When a link has been unused for too long: `reproofAfter` milliseconds, or never. */
export interface ReproofRule {
  readonly reproofAfter: number | null;
  readonly now: Instant;
}

/** One read for a user; two for an address: its mapping and its contact. A user's unused link is put on hold, in two more writes. */
export function routeOf(
  repositories: LinkingRepositories,
  message: OutboundMessage,
  rule: ReproofRule,
): Promise<Route> {
  return message.recipient.kind === 'linked-user'
    ? routeToUser(repositories, message.userId, rule)
    : routeToAddress(repositories, message.recipient);
}

async function routeToUser(
  repositories: LinkingRepositories,
  userId: string,
  rule: ReproofRule,
): Promise<Route> {
  const found = await repositories.mappings.findByUser(userId);
  if (found === null) return { kind: 'suppressed', reason: 'not-linked', mapping: null };
  const mapping = await heldIfUnused(repositories, found, rule);
  const reason = suppressionOf(mapping);
  if (reason !== null) return { kind: 'suppressed', reason, mapping };
  return { kind: 'open', to: mapping.address, addressKey: mapping.addressKey, mapping };
}

async function routeToAddress(
  repositories: LinkingRepositories,
  { address, addressKey, linkId }: Extract<Recipient, { kind: 'address' }>,
): Promise<Route> {
  const [mapping, contact] = await Promise.all([
    repositories.mappings.findByAddress(addressKey),
    repositories.contacts.find(addressKey),
  ]);
  const suppressed = (reason: Suppression): Route => ({ kind: 'suppressed', reason, mapping });
  if (contact?.blocked === true || mapping?.state === 'blocked') return suppressed('blocked');
  if (contact?.optedOut === true || mapping?.optedOut === true) return suppressed('opted-out');
  if (linkId !== null && mapping?.linkId !== linkId) return suppressed('link-ended');
  return { kind: 'open', to: address, addressKey, mapping };
}

async function heldIfUnused(
  repositories: LinkingRepositories,
  mapping: UserMapping,
  { reproofAfter, now }: ReproofRule,
): Promise<UserMapping> {
  if (mapping.state !== 'active' || !isUnused(mapping, reproofAfter, now)) return mapping;
  return changeMappingState(repositories, mapping, { state: 'reproof_required', heldSince: now });
}

function suppressionOf(mapping: UserMapping): Suppression | null {
  if (mapping.state !== 'active') return mapping.state;
  if (mapping.optedOut) return 'opted-out';
  return isUnreachable(mapping) ? 'unreachable' : null;
}
