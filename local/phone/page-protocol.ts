import type { UserMappingState } from '../../functions/src/domain/linking/user-mapping.ts';
import type { DemoUser } from '../auth/demo-users.ts';
import type { ActiveFaults } from '../twilio/faults/simulator-faults.ts';
import type { Activity } from '../world/activity.ts';
import type { OutboundDocument, TemplateContent } from './outbound-document.ts';

/** What the page and its server say to each other. Times are epoch milliseconds unless they are ISO strings. */
export interface PageConfiguration {
  readonly productName: string;
  readonly functionsBaseUrl: string;
  /** Where the pictures are that phones send. */
  readonly mediaBaseUrl: string;
  readonly phones: readonly DemoPhone[];
  readonly users: readonly DemoUser[];
  readonly templates: readonly MessageTemplate[];
}

/** A template that the sender may use, `{{1}}` and the like standing for its variables. */
export interface MessageTemplate {
  readonly contentSid: string;
  readonly name: string;
  readonly body: string;
}

export interface DemoPhone {
  /** `whatsapp:+15551110001` or, for a sender without a visible number, `whatsapp:US.…`. */
  readonly address: string;
  readonly owner: string;
}

/** How a phone appears to the product. */
export interface PhoneIdentity {
  readonly address: string;
  /** Whether WhatsApp shows a business-scoped id in place of the number. */
  readonly isHidden: boolean;
  /** Counts who has had the number, from 1. */
  readonly holder: number;
}

export interface PhoneMessage {
  readonly sid: string;
  readonly direction: 'from-phone' | 'to-phone';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  /** The simulator's own can be shown by any browser. */
  readonly mediaUrls?: readonly string[];
  /** Twilio's word for how far the message came. */
  readonly status: string;
  readonly errorCode: number | null;
  readonly at: string;
}

/** The document `whatsapp_links/{userId}`, which an app listens to. */
export interface LinkDocument {
  readonly linked: {
    readonly masked_number: string;
    readonly linked_at: string;
    readonly state: UserMappingState;
  } | null;
  readonly request: {
    readonly request_id: string;
    readonly state: 'open' | 'claimed';
    readonly masked_number: string | null;
    readonly expires_at: string;
  } | null;
}

export interface Conversation {
  readonly address: string;
  readonly messages: readonly PhoneMessage[];
}

export interface LinkChange {
  readonly userId: string;
  readonly link: LinkDocument | null;
}

export interface OutboxChange {
  readonly id: string;
  readonly message: OutboundDocument | null;
}

/** The document `whatsapp_sending/pause`: why nothing is sent. */
export interface PauseDocument {
  readonly reason: string;
  readonly advice: string | null;
  /** When one message may try whether it works again; null where only an operator resumes. */
  readonly probe_at: string | null;
}

export interface PauseChange {
  readonly pause: PauseDocument | null;
}

/** What the product is asked to send to one of its users, with free text or a template. */
export interface NewMessage {
  readonly body?: string;
  readonly template?: TemplateContent;
  readonly fallback_template?: TemplateContent;
  readonly media_url?: string;
  /** Milliseconds from now, in the world's time. */
  readonly expires_in?: number;
}

/** What a phone sends besides text. */
export type Attachment = 'picture' | 'location';

/** The server-sent events of `GET /events` by name. */
export interface PageEvents {
  /** Everything as it is now; comes first, and again after each reconnection. */
  readonly snapshot: {
    readonly now: number;
    readonly activities: readonly Activity[];
    readonly conversations: readonly Conversation[];
    /** Those that are not as they were in the beginning. */
    readonly identities: readonly PhoneIdentity[];
    readonly links: readonly LinkChange[];
    readonly outbox: readonly OutboxChange[];
    readonly pause: PauseChange;
    readonly faults: ActiveFaults;
  };
  readonly activity: Activity;
  readonly conversation: Conversation;
  readonly identity: PhoneIdentity;
  readonly link: LinkChange;
  readonly outbound: OutboxChange;
  readonly pause: PauseChange;
  readonly faults: ActiveFaults;
  /** The world's time, which may run differently from the browser's. */
  readonly clock: { readonly now: number };
}

export type PageEventName = keyof PageEvents;
