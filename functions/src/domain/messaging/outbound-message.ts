import type { AddressKey } from '../linking/address-key.ts';
import type { WhatsAppAddress } from '../linking/whatsapp-address.ts';
import type { Instant } from '../shared/clock.ts';

/**
 * `queued` waits for its time, `sending` is leased, `accepted` has been taken by Twilio. `unknown` may have been: it is looked for in
 * Twilio's log before anything else happens. The others are final: `failed` (refused for good), `suppressed` (must not be sent),
 * `expired` (came too late), `dead` (given up after all tries).
 */
export type OutboundState =
  | 'queued'
  | 'sending'
  | 'accepted'
  | 'unknown'
  | 'failed'
  | 'suppressed'
  | 'expired'
  | 'dead';

export interface SendAttempt {
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly outcome: 'accepted' | 'refused' | 'postponed' | 'unknown' | null;
  readonly providerCode: number | null;
}

/** One message on its way to a person: the one place where an operator sees what became of it. */
export interface OutboundMessage {
  readonly id: string;
  readonly userId: string;
  readonly to: WhatsAppAddress;
  readonly addressKey: AddressKey;
  /** Set where the message is about one link and must not go out after that link has ended. */
  readonly linkId: string | null;
  readonly body: string;
  readonly createdAt: Instant;
  /** The end of the person's service window: free text is refused by WhatsApp after it. */
  readonly sendBefore: Instant;
  readonly state: OutboundState;
  /** Grows with every change of the state. */
  readonly step: number;
  readonly attempts: readonly SendAttempt[];
  /** When something happens next: the next try, the end of the lease, the next look into Twilio's log. */
  readonly nextAt: Instant | null;
  /** Who holds the lease: a run that is repeated knows its own claim by it. */
  readonly leaseToken: string | null;
  /** How often Twilio's log was searched since the outcome became unknown. */
  readonly looks: number;
  readonly possibleDuplicate: boolean;
  readonly messageSid: string | null;
  /** The SID under which Twilio reports on the message: proof that it was taken, whatever became of our call. */
  readonly reportedSid: string | null;
  readonly reason: string | null;
}

export interface NewOutboundMessage extends Pick<
  OutboundMessage,
  'id' | 'userId' | 'to' | 'addressKey' | 'linkId' | 'body' | 'createdAt' | 'sendBefore'
> {}

export function queuedMessage(message: NewOutboundMessage): OutboundMessage {
  return {
    ...message,
    state: 'queued',
    step: 0,
    attempts: [],
    nextAt: message.createdAt,
    leaseToken: null,
    looks: 0,
    possibleDuplicate: false,
    messageSid: null,
    reportedSid: null,
    reason: null,
  };
}
