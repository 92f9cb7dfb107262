import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';
import type { ProductEventType } from '../../domain/messaging/product-event.ts';
import type { Instant } from '../../domain/shared/clock.ts';

export interface NewProductEvent {
  readonly type: ProductEventType;
  readonly userId: string;
  readonly occurredAt: Instant;
  /** What it happened to, in letters, digits, `-` and `_`: together with the type it names the event, once and for ever. */
  readonly subject: string;
  readonly messageId?: string;
  readonly reason?: string;
}

/** Notes what the product wants to know in the transaction that makes it true; what is switched off costs nothing. */
export class ProductEvents {
  readonly #enabled: ReadonlySet<ProductEventType>;

  constructor({ enabled }: { readonly enabled: ReadonlySet<ProductEventType> }) {
    this.#enabled = enabled;
  }

  /** The commit throws `AlreadyStoredError` if the same has been recorded before. */
  record(repositories: LinkingRepositories, event: NewProductEvent): void {
    const { type, userId, occurredAt, subject, messageId = null, reason = null } = event;
    if (!this.#enabled.has(type)) return;
    const id = `${type.replace(/[._]/g, '-')}-${subject}`;
    repositories.events.create({
      event: { id, type, userId, occurredAt, messageId, reason },
      state: 'pending',
      attempts: 0,
      nextAt: occurredAt,
      reason: null,
    });
  }

  linkCreated(repositories: LinkingRepositories, mapping: UserMapping): void {
    const { linkedAt } = mapping;
    this.#recordOfLink(repositories, { type: 'link.created', mapping, occurredAt: linkedAt });
  }

  linkRemoved(repositories: LinkingRepositories, mapping: UserMapping, occurredAt: Instant): void {
    this.#recordOfLink(repositories, { type: 'link.removed', mapping, occurredAt });
  }

  /** By the message that made the number suspicious: a link that was restored may be suspended again. */
  linkSuspended(
    repositories: LinkingRepositories,
    { userId }: UserMapping,
    { messageSid, now }: { readonly messageSid: string; readonly now: Instant },
  ): void {
    this.record(repositories, { type: 'link.suspended', userId, occurredAt: now, subject: messageSid });
  }

  #recordOfLink(
    repositories: LinkingRepositories,
    { type, mapping, occurredAt }: { type: ProductEventType; mapping: UserMapping; occurredAt: Instant },
  ): void {
    const subject = mapping.linkId ?? importedLinkId(mapping, occurredAt);
    this.record(repositories, { type, userId: mapping.userId, occurredAt, subject });
  }
}

/** An imported link has no id, and its address must not be part of one: its times tell it from others. */
function importedLinkId({ linkedAt, lastInboundAt }: UserMapping, occurredAt: Instant): string {
  return [linkedAt, lastInboundAt, occurredAt].map((at) => at.toString(36)).join('-');
}
