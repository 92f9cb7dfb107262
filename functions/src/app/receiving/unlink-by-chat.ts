import type { AddressKeys } from '../../domain/linking/address-key.ts';
import { withoutMapping } from '../../domain/linking/user-link.ts';
import { noReply, type Reply } from '../../domain/messaging/reply.ts';
import type { ProductEvents } from '../events/product-events.ts';
import { removeMapping } from '../linking/remove-mapping.ts';
import type { AutomaticReplies } from './automatic-replies.ts';
import type { Reception } from './reception.ts';

interface UnlinkByChatPorts {
  readonly replies: AutomaticReplies;
  readonly keys: AddressKeys;
  readonly events: ProductEvents;
}

/**
 * UNLINK: the holder of the number leaves. The reply is not counted against the hourly limit, which the limit on new links bounds
 * anyway: so the command stays within four writes.
 */
export async function unlinkByChat(
  reception: Reception,
  { replies, keys, events }: UnlinkByChatPorts,
): Promise<Reply> {
  const { repositories, contact, mapping, language, now, backfilled } = reception;
  if (mapping === null) return replies.giveAlone(reception, 'nothing-to-unlink');
  const link = await repositories.links.find(mapping.userId);
  await removeMapping(repositories, keys, mapping);
  if (link?.mappingId === mapping.addressKey) {
    repositories.links.save(withoutMapping(link, mapping));
  }
  events.linkRemoved(repositories, mapping, now);
  const isSilent = backfilled || replies.isSilent(contact, now);
  const reply: Reply = isSilent ? noReply : { kind: 'unlinked', language };
  replies.leaveReceipt(reception, reply);
  return reply;
}
