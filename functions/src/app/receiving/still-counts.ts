import type { InboundDecision } from '../../domain/messaging/inbound-decision.ts';
import type { Reception } from './reception.ts';

/**
 * Whether a message that comes late still means what it meant: whatever has changed since outweighs it. What would only be answered means
 * nothing without an answer, and what somebody wrote before linking is not the account's.
 */
export async function stillCounts(reception: Reception, decision: InboundDecision): Promise<boolean> {
  const { mapping, contact, now } = reception;
  switch (decision.effect) {
    case 'claim':
    case 'count':
      return false;
    case 'store':
    case 'unlink':
      return mapping !== null && now >= mapping.linkedAt;
    case 'opt-out':
    case 'opt-in':
    case 'record-provider-opt-out':
      return contact.optOutChangedAt === null || now >= contact.optOutChangedAt;
    case 'end-request':
      return hasClaimedBefore(reception);
  }
}

async function hasClaimedBefore({ repositories, contact, now }: Reception): Promise<boolean> {
  if (contact.waiting === null) return false;
  const request = await repositories.requests.find(contact.waiting.requestId);
  const claim = request?.claim ?? null;
  return claim !== null && now >= claim.claimedAt;
}
