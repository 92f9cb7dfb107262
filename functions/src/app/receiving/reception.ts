import type { AddressKey } from '../../domain/linking/address-key.ts';
import type { Contact } from '../../domain/linking/contact.ts';
import type { LinkRequest } from '../../domain/linking/link-request.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';
import type { InboundIntent } from '../../domain/messaging/inbound-intent.ts';
import type { InboundMessage } from '../../domain/messaging/inbound-message.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import type { Language } from '../../domain/shared/language.ts';

/** What the first reads of the transaction tell of the sender. */
export interface SenderRecords {
  readonly addressKey: AddressKey;
  readonly otherKey: AddressKey | null;
  /** Found under either address of the person. */
  readonly mapping: UserMapping | null;
  /** Left out where an ordinary message of a linked sender does not need it. */
  readonly contact: Contact | null;
  /** The request that the code of a LINK message names. */
  readonly request: LinkRequest | null;
}

/** One message, inside one run of its transaction. */
export interface Arrival {
  readonly repositories: LinkingRepositories;
  readonly message: InboundMessage;
  readonly intent: InboundIntent;
  /** When the message came. */
  readonly now: Instant;
}

/** One message being received, with what is known of its sender. */
export interface Reception extends Arrival, SenderRecords {
  readonly contact: Contact;
  /** In which the sender is answered. */
  readonly language: Language;
  /** It comes late, from the provider's log: nobody waits for an answer any more, so none is given and none counts. */
  readonly backfilled: boolean;
}

/** Commands leave a receipt, by which a redelivered one is answered the same. */
export function isCommand(intent: InboundIntent): boolean {
  return intent.kind !== 'ordinary' && intent.kind !== 'provider-opt-out';
}
