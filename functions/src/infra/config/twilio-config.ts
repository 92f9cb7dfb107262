import type { WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type { Secret } from './secret.ts';

/** At least one of `sender` and `messagingServiceSid` is set. */
export interface TwilioConfig {
  readonly accountSid: string;
  /** Never empty. A webhook may be signed with any of them; requests to Twilio use the first. */
  readonly authTokens: readonly Secret[];
  readonly sender: WhatsAppAddress | null;
  readonly messagingServiceSid: string | null;
  /** Without a slash at the end. */
  readonly apiBaseUrl: string;
}
