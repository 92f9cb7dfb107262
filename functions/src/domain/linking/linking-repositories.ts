import type {
  InboundLaneRepository,
  InboundMessageRepository,
} from '../messaging/inbound-message-repository.ts';
import type { OutboundMessageRepository } from '../messaging/outbound-message-repository.ts';
import type { ProductEventRepository } from '../messaging/product-event-repository.ts';
import type { PlainReplyKind } from '../messaging/reply.ts';
import type { SendingPauseRepository } from '../messaging/sending-pause.ts';
import type { AddressTraceRepository } from '../privacy/address-trace.ts';
import type { ErasureRepository } from '../privacy/erasure.ts';
import type { ExportCounterRepository } from '../privacy/export-counter.ts';
import type { UserTraceRepository } from '../privacy/user-trace.ts';
import type { Instant } from '../shared/clock.ts';
import type { Language } from '../shared/language.ts';
import type { RecentEvents } from '../shared/recent-events.ts';
import type { Transactions } from '../shared/transactions.ts';
import type { AddressKey } from './address-key.ts';
import type { Contact } from './contact.ts';
import type { IdentityWatchRepository } from './identity-watch.ts';
import type { LinkRequest } from './link-request.ts';
import type { UserLink } from './user-link.ts';
import type { UserMappingRepository } from './user-mapping-repository.ts';

export interface LinkRequestRepository {
  find(requestId: string): Promise<LinkRequest | null>;
  /** The commit throws `AlreadyStoredError` if the id is taken. */
  create(request: LinkRequest): void;
  save(request: LinkRequest): void;
}

export interface UserLinkRepository {
  find(userId: string): Promise<UserLink | null>;
  save(link: UserLink): void;
}

export interface LinkRequestCounterRepository {
  /** When this user started link requests lately. */
  find(userId: string): Promise<RecentEvents>;
  save(userId: string, startedAt: RecentEvents): void;
}

export interface ContactRepository {
  find(addressKey: AddressKey): Promise<Contact | null>;
  save(contact: Contact): void;
  /** Marks the address as the second one of a link without reading it; nothing else that is known of it changes. */
  pointTo(addressKey: AddressKey, mappingId: AddressKey): void;
}

/** Which reply a command got: enough to give it again, without its text. */
export interface CommandReceipt {
  readonly messageSid: string;
  readonly addressKey: AddressKey;
  readonly reply:
    | { readonly kind: PlainReplyKind }
    | { readonly kind: 'link-claimed'; readonly requestId: string };
  /** Null where nothing was said, and in receipts of an earlier version. */
  readonly language: Language | null;
  readonly answeredAt: Instant;
}

export interface CommandReceiptRepository {
  find(messageSid: string): Promise<CommandReceipt | null>;
  /** The commit throws `AlreadyStoredError` if this message has been answered before. */
  create(receipt: CommandReceipt): void;
}

export interface LinkingRepositories {
  readonly mappings: UserMappingRepository;
  readonly requests: LinkRequestRepository;
  readonly links: UserLinkRepository;
  readonly counters: LinkRequestCounterRepository;
  readonly contacts: ContactRepository;
  readonly receipts: CommandReceiptRepository;
  readonly inbound: InboundMessageRepository;
  readonly inboundLanes: InboundLaneRepository;
  readonly outbound: OutboundMessageRepository;
  readonly events: ProductEventRepository;
  readonly sendingPause: SendingPauseRepository;
  readonly identityWatch: IdentityWatchRepository;
  readonly erasures: ErasureRepository;
  readonly traces: UserTraceRepository;
  readonly addressTraces: AddressTraceRepository;
  readonly exportCounters: ExportCounterRepository;
}

export type LinkingTransactions = Transactions<LinkingRepositories>;
