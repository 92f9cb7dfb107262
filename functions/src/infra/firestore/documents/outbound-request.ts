import { z } from 'zod';
import {
  areVariableNames,
  type OutboundContent,
  type Template,
} from '../../../domain/messaging/outbound-content.ts';
import type { OutboundMessage } from '../../../domain/messaging/outbound-message.ts';
import { instant } from './fields.ts';
import { USER_ID } from './user-id.ts';

/** The id travels in the address that Twilio reports to. */
export const OUTBOUND_ID = /^[A-Za-z0-9_-]{8,64}$/;
/** Ten messages of WhatsApp. */
const LONGEST_BODY = 16_000;

export const templateSchema = z.strictObject({
  content_sid: z
    .string()
    .regex(/^HX[0-9a-fA-F]{32}$/, 'is not "HX" and 32 hexadecimal digits: copy it from the Twilio console'),
  variables: z
    .record(z.string(), z.string('is not a text'))
    .refine(
      (variables) => areVariableNames(Object.keys(variables)),
      'has a name that is empty, __like this__ or longer than 100 characters',
    )
    .default({}),
});

export const bodySchema = z
  .string('is no text')
  .max(LONGEST_BODY, `has more than ${LONGEST_BODY} characters: send several messages`)
  .refine((body) => body.trim() !== '', 'is empty');

export const mediaUrlSchema = z
  .string()
  .refine((url) => URL.parse(url)?.protocol === 'https:', 'is not a whole https:// address');

const requestShape = {
  user_id: z.string('is missing, or no text').regex(USER_ID, 'is not the id of a user'),
  body: bodySchema.optional(),
  template: templateSchema.optional(),
  fallback_template: templateSchema.nullish(),
  media_url: mediaUrlSchema.nullish(),
  expires_at: instant.nullish(),
};

/** What anybody on the server writes into the outbox, without the fields that Linkline adds. */
const outboundRequestSchema = z.strictObject(requestShape).superRefine((request, context) => {
  const add = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message });
  if (request.body === undefined && request.template === undefined) {
    add('body', 'is missing, and so is template: set one of them');
  }
  if (request.template === undefined) return;
  if (request.body !== undefined)
    add('template', 'goes without body: put the body into fallback_template, or leave it out');
  if (request.media_url) add('media_url', 'goes with a body only: templates bring their own media');
  if (request.fallback_template) add('fallback_template', 'goes with a body only');
});

export type OutboundRequest = Pick<OutboundMessage, 'userId' | 'content' | 'fallbackTemplate' | 'expiresAt'>;

export const outboundRequest = outboundRequestSchema.transform((fields): OutboundRequest => {
  const { user_id: userId, expires_at: expiresAt = null, fallback_template: fallback } = fields;
  const fallbackTemplate = fallback ? templateOf(fallback) : null;
  return { userId, content: contentOf(fields), fallbackTemplate, expiresAt };
});

/** What is left once what it says has been erased; of a template it is known which one it was. */
export function erasedRequest(parts: number) {
  const { user_id, expires_at } = requestShape;
  return z
    .strictObject({ user_id, expires_at, template: templateSchema.optional(), content_hash: z.string() })
    .transform(
      ({ user_id: userId, expires_at: expiresAt = null, template, content_hash: hash }): OutboundRequest => ({
        userId,
        content: { kind: 'erased', hash, parts, contentSid: template?.content_sid ?? null },
        fallbackTemplate: null,
        expiresAt,
      }),
    );
}

function contentOf({
  body = '',
  template,
  media_url: mediaUrl = null,
}: z.output<typeof outboundRequestSchema>): OutboundContent {
  if (template !== undefined) return { kind: 'template', template: templateOf(template) };
  return { kind: 'text', body, mediaUrl };
}

export function templateOf({ content_sid, variables }: z.output<typeof templateSchema>): Template {
  return { contentSid: content_sid, variables };
}

export function encodeTemplate({ contentSid, variables }: Template) {
  return { content_sid: contentSid, variables };
}

/** One line a problem, each beginning with the field's name. */
export function problemsOf(error: z.ZodError): readonly string[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${[...issue.path, key].join('.')} is no field of an outbox document`)
      : [`${issue.path.join('.') || 'the document'} ${issue.message}`],
  );
}
