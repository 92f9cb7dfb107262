import { z } from 'zod';
import {
  areVariableNames,
  type OutboundContent,
  type Template,
} from '../../../domain/messaging/outbound-content.ts';
import type { Instant } from '../../../domain/shared/clock.ts';
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
export const outboundRequestSchema = z.strictObject(requestShape).superRefine((request, context) => {
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

export type OutboundRequestFields = z.output<typeof outboundRequestSchema>;

export interface OutboundRequest {
  readonly userId: string;
  readonly content: OutboundContent;
  readonly fallbackTemplate: Template | null;
  readonly expiresAt: Instant | null;
}

/** Null where there is neither a body nor a template, which the schema refuses. */
export function contentOf(
  fields: Pick<OutboundRequestFields, 'body' | 'template' | 'media_url'>,
): OutboundContent | null {
  if (fields.template !== undefined) return { kind: 'template', template: templateOf(fields.template) };
  if (fields.body === undefined) return null;
  return { kind: 'text', body: fields.body, mediaUrl: fields.media_url ?? null };
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
