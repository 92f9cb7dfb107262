import { HttpsError, type CallableRequest } from 'firebase-functions/https';
import { z } from 'zod';
import type { OutboundContent, Template } from '../../domain/messaging/outbound-content.ts';
import {
  bodySchema,
  mediaUrlSchema,
  OUTBOUND_ID,
  templateSchema,
} from '../firestore/documents/outbound-request.ts';
import { USER_ID } from '../firestore/documents/user-id.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';
import { userCallable } from './user-callable.ts';

const template = z
  .strictObject({ contentSid: templateSchema.shape.content_sid, variables: templateSchema.shape.variables })
  .transform(({ contentSid, variables }): Template => ({ contentSid, variables }));

const schema = z
  .strictObject({
    id: z.string().regex(OUTBOUND_ID, 'is not made of 8 to 64 letters, digits, - and _'),
    userId: z.string().regex(USER_ID, 'is not the id of a user'),
    body: bodySchema.optional(),
    template: template.optional(),
    fallbackTemplate: template.optional(),
    mediaUrl: mediaUrlSchema.optional(),
    expiresAt: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ body, template }) => (body === undefined) !== (template === undefined), {
    path: ['body'],
    message: 'is missing, and so is template, or both are there: set one of them',
  })
  .refine(({ body, mediaUrl, fallbackTemplate }) => body !== undefined || !(mediaUrl ?? fallbackTemplate), {
    path: ['template'],
    message: 'goes without mediaUrl and fallbackTemplate',
  });

/** Adds a message to the outbox for callers that the product trusts, which their custom claim shows. */
export const sendMessage = userCallable({
  name: 'sendMessage',
  step: 'send',
  schema,
  admit: requireClaim,
  async execute(module, _auth, data) {
    const { outcome } = await module.submitMessage.execute({
      id: data.id,
      userId: data.userId,
      content: contentOf(data),
      fallbackTemplate: data.fallbackTemplate ?? null,
      expiresAt: data.expiresAt === undefined ? null : Date.parse(data.expiresAt),
    });
    return { id: data.id, alreadySubmitted: outcome === 'known' };
  },
});

function contentOf({ body = '', template: whole, mediaUrl }: z.output<typeof schema>): OutboundContent {
  return whole === undefined
    ? { kind: 'text', body, mediaUrl: mediaUrl ?? null }
    : { kind: 'template', template: whole };
}

function requireClaim({ config }: WhatsAppModule, { auth }: CallableRequest<unknown>): void {
  if (auth?.token[config.sendMessageClaim] === true) return;
  throw new HttpsError('permission-denied', 'Only callers with the custom claim of senders may send.', {
    code: 'claim-missing',
  });
}
