import { FieldValue, Timestamp, type Firestore } from 'firebase-admin/firestore';
import { currentTraceparent } from '../logging/traceparent.ts';
import { TRACE } from './documents/trace-field.ts';

const ID = /^[A-Za-z0-9_-]{8,64}$/;

export interface MessageTemplate {
  /** `HX…` */
  readonly contentSid: string;
  readonly variables?: Readonly<Record<string, string>>;
}

export type MessageToEnqueue = {
  /** 8 to 64 letters, digits, `-` and `_`: the same id never sends twice. Put nothing personal into it. */
  readonly id: string;
  readonly userId: string;
  readonly expiresAt?: Date;
} & (
  | { readonly body: string; readonly mediaUrl?: string; readonly fallbackTemplate?: MessageTemplate }
  | { readonly template: MessageTemplate }
);

/**
 * Adds a message to Linkline's outbox, for server code that shares the code base; `database` is the one that Linkline uses. `known` where
 * a message of this id was there before. Throws `RangeError` for a malformed id; what else is wrong with a message is found when it is to
 * be sent, and is listed in its document.
 */
export async function enqueueMessage(
  database: Firestore,
  message: MessageToEnqueue,
): Promise<'queued' | 'known'> {
  // a slash would lead out of the outbox, where nobody looks
  if (!ID.test(message.id)) throw new RangeError('The id is not made of 8 to 64 letters, digits, - and _.');
  const document = database.collection('whatsapp_outbound_messages').doc(message.id);
  try {
    await document.create(fieldsOf(message));
    return 'queued';
  } catch (error) {
    if (isAlreadyExists(error)) return 'known';
    throw error;
  }
}

/** With what the sweep finds it by, so that nothing needs to be added later. */
function fieldsOf(message: MessageToEnqueue) {
  const now = FieldValue.serverTimestamp();
  const trace = currentTraceparent();
  return {
    user_id: message.userId,
    ...('template' in message ? { template: templateFields(message.template) } : textFields(message)),
    ...(message.expiresAt && { expires_at: Timestamp.fromDate(message.expiresAt) }),
    state: 'queued',
    step: 0,
    created_at: now,
    next_at: now,
    ...(trace !== null && { [TRACE]: trace }),
  };
}

function textFields(message: Extract<MessageToEnqueue, { readonly body: string }>) {
  return {
    body: message.body,
    ...(message.mediaUrl !== undefined && { media_url: message.mediaUrl }),
    ...(message.fallbackTemplate && { fallback_template: templateFields(message.fallbackTemplate) }),
  };
}

function templateFields({ contentSid, variables = {} }: MessageTemplate) {
  return { content_sid: contentSid, variables };
}

function isAlreadyExists(error: unknown): boolean {
  const ALREADY_EXISTS = 6;
  return typeof error === 'object' && error !== null && 'code' in error && error.code === ALREADY_EXISTS;
}
