import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { OutboundMessage } from '../../domain/messaging/outbound-message.ts';

/** Why this message must not be sent to its person now; null if it may. */
export async function suppressionOf(
  repositories: LinkingRepositories,
  message: OutboundMessage,
): Promise<'link-ended' | 'opted-out' | 'blocked' | null> {
  const [mapping, contact] = await Promise.all([
    repositories.mappings.findByAddress(message.addressKey),
    repositories.contacts.find(message.addressKey),
  ]);
  if (contact?.blocked === true || mapping?.state === 'blocked') return 'blocked';
  if (contact?.optedOut === true || mapping?.optedOut === true) return 'opted-out';
  if (message.linkId !== null && mapping?.linkId !== message.linkId) return 'link-ended';
  return null;
}
