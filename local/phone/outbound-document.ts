import type {
  OutboundState,
  SendAttempt as KnownAttempt,
} from '../../functions/src/domain/messaging/outbound-message.ts';

export interface TemplateContent {
  readonly content_sid: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** What the product writes to `whatsapp_outbound_messages/{id}`, as JSON. */
interface WrittenFields {
  readonly user_id: string;
  readonly body?: string;
  readonly template?: TemplateContent;
  readonly fallback_template?: TemplateContent;
  readonly media_url?: string;
  readonly expires_at?: string;
}

export interface SendAttempt {
  readonly started_at: string;
  readonly finished_at: string | null;
  /** From 0. */
  readonly part: number;
  readonly content: KnownAttempt['content'];
  readonly outcome: KnownAttempt['outcome'];
  readonly reason: string | null;
  readonly provider_code: number | null;
  readonly message_sid: string | null;
}

/** What Twilio reported of one SID: the highest rank heard, and when each state was, under `<state>_at`. */
export interface DeliveryFields {
  readonly rank: number;
  readonly provider_code?: number | null;
  readonly [field: string]: unknown;
}

/** What Linkline adds once it has taken the message up. */
interface KeptFields {
  readonly created_at: string;
  readonly state: OutboundState;
  readonly next_at: string | null;
  readonly check_at: string | null;
  readonly reason: string | null;
  /** What to do about it, in plain words. */
  readonly advice: string | null;
  /** What is wrong with the fields that the product wrote. */
  readonly problems: readonly string[];
  readonly possible_duplicate: boolean;
  readonly parts: number;
  readonly uses_fallback: boolean;
  readonly attempts: readonly SendAttempt[];
  readonly message_sids: readonly string[];
  readonly delivery: Readonly<Record<string, DeliveryFields>>;
}

/** The document of a message; until Linkline has taken it up it has only what the product wrote. */
export type OutboundDocument = WrittenFields & Partial<KeptFields>;
