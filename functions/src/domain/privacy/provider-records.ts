import type { WhatsAppAddress } from '../linking/whatsapp-address.ts';

/** `absent`: deleted before. `unfinished`: still on its way, and cannot be deleted before it has arrived or failed. */
export type ProviderRemoval = 'removed' | 'absent' | 'unfinished';

/** What the provider keeps of a conversation in a log of its own. Throws `MessagingUnavailableError`. */
export interface ProviderRecords {
  /** Every message between the address and us that the log has, by its SID. */
  list(address: WhatsAppAddress): Promise<readonly string[]>;
  /** Deletes a message with its media; it may be repeated. */
  remove(messageSid: string): Promise<ProviderRemoval>;
}
