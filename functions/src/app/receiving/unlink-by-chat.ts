import type { AddressKeys } from '../../domain/linking/address-key.ts';
import { withoutMapping } from '../../domain/linking/user-link.ts';
import { noReply, type Reply } from '../../domain/messaging/reply.ts';
import { removeMapping } from '../linking/remove-mapping.ts';
import type { AutomaticReplies } from './automatic-replies.ts';
import type { Reception } from './reception.ts';

/**
 * UNLINK: the holder of the number leaves. The reply is not counted against the hourly limit, which the limit on new links bounds
 * anyway: so the command stays within four writes.
 */
export async function unlinkByChat(
  reception: Reception,
  replies: AutomaticReplies,
  keys: AddressKeys,
): Promise<Reply> {
  const { repositories, contact, mapping, now } = reception;
  if (mapping === null) return replies.giveAlone(reception, 'nothing-to-unlink');
  const link = await repositories.links.find(mapping.userId);
  await removeMapping(repositories, keys, mapping);
  if (link?.mappingId === mapping.addressKey) {
    repositories.links.save(withoutMapping(link, mapping));
  }
  const reply: Reply = replies.isSilent(contact, now) ? noReply : { kind: 'unlinked' };
  replies.leaveReceipt(reception, reply);
  return reply;
}
