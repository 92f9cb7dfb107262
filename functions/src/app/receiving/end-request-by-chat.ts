import { noReply, type Reply } from '../../domain/messaging/reply.ts';
import { endRequest } from '../linking/end-request.ts';
import type { AutomaticReplies } from './automatic-replies.ts';
import type { Reception } from './reception.ts';

/** NO: the holder of the number refuses, and the request that waits for it ends. */
export async function endRequestByChat(reception: Reception, replies: AutomaticReplies): Promise<Reply> {
  const { repositories, contact, language } = reception;
  if (contact.waiting === null) return noReply;
  const request = await repositories.requests.find(contact.waiting.requestId);
  if (request !== null) endRequest(repositories, request, await repositories.links.find(request.userId));
  return replies.give(reception, { ...contact, waiting: null }, { kind: 'request-ended', language });
}
