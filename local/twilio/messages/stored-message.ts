export type MessageStatus =
  | 'accepted'
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'failed'
  | 'undelivered'
  | 'canceled'
  | 'received';

/** `twilio` is an answer that Twilio gives by itself (Advanced Opt-Out). */
export type MessageOrigin = 'phone' | 'api' | 'webhook-reply' | 'twilio';

export interface StoredMessage {
  readonly sid: string;
  readonly origin: MessageOrigin;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  readonly status: MessageStatus;
  readonly errorCode: number | null;
  readonly messagingServiceSid: string | null;
  readonly statusCallback: string | null;
  /** Epoch milliseconds, as the other two. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly sentAt: number | null;
}

/** What a phone shows of a message. */
export interface SimulatedMessage {
  readonly sid: string;
  readonly direction: 'from-phone' | 'to-phone';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  /** Any browser may fetch them. */
  readonly mediaUrls: readonly string[];
  readonly status: MessageStatus;
  readonly errorCode: number | null;
  /** ISO 8601. */
  readonly at: string;
  readonly via: MessageOrigin;
}

export function asSimulatedMessage(message: StoredMessage): SimulatedMessage {
  const { sid, from, to, body, mediaUrls, status, errorCode, createdAt, origin } = message;
  return {
    sid,
    direction: origin === 'phone' ? 'from-phone' : 'to-phone',
    from,
    to,
    body,
    mediaUrls,
    status,
    errorCode,
    at: new Date(createdAt).toISOString(),
    via: origin,
  };
}

/** The person's end of the conversation. */
export const phoneOf = (message: StoredMessage): string =>
  message.origin === 'phone' ? message.from : message.to;
