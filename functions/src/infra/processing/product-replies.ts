import { z } from 'zod';
import type { NewReply } from '../../domain/messaging/new-reply.ts';
import { areVariableNames, type Template } from '../../domain/messaging/outbound-content.ts';
import type { ProductAnswer } from './product-connection.ts';

const MOST_REPLIES = 10;
const LONGEST_BODY = 16_000;
const JSON_TYPE = /^application\/json *(;|$)/i;

const template = z
  .strictObject({
    content_sid: z.string().regex(/^HX[0-9a-fA-F]{32}$/),
    variables: z
      .record(z.string(), z.string())
      .refine((variables) => areVariableNames(Object.keys(variables)))
      .nullish(),
  })
  .transform(({ content_sid, variables }): Template => ({
    contentSid: content_sid,
    variables: variables ?? {},
  }));

const textReply = z
  .strictObject({
    body: z
      .string()
      .max(LONGEST_BODY)
      .refine((body) => body.trim() !== ''),
    media_url: z.url({ protocol: /^https$/ }).nullish(),
    fallback_template: template.nullish(),
  })
  .transform(({ body, media_url, fallback_template }): NewReply => ({
    content: { kind: 'text', body, mediaUrl: media_url ?? null },
    fallbackTemplate: fallback_template ?? null,
  }));

const templateReply = z.strictObject({ template }).transform(({ template }): NewReply => ({
  content: { kind: 'template', template },
  fallbackTemplate: null,
}));

const answerSchema = z
  .strictObject({
    replies: z
      .array(z.union([textReply, templateReply]))
      .max(MOST_REPLIES)
      .nullish(),
  })
  .transform(({ replies }): readonly NewReply[] => replies ?? []);

/** What the product wants to be sent; an empty answer is no replies, and null an answer that is not valid. */
export function readProductReplies({ status, contentType, body }: ProductAnswer): readonly NewReply[] | null {
  if (status === 204 || body?.length === 0) return [];
  if (body === null || !JSON_TYPE.test(contentType)) return null;
  return answerSchema.safeParse(parseJson(body)).data ?? null;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
