import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';
import { queuedMessage } from '../../domain/messaging/outbound-message.ts';
import type { ReplyLanguages } from '../../domain/replies/reply-languages.ts';
import type { ReplyTexts } from '../../domain/messaging/reply-texts.ts';
import { serviceWindowEnd } from '../../domain/messaging/service-window.ts';
import type { Instant } from '../../domain/shared/clock.ts';

interface LinkNoticesPorts {
  readonly texts: ReplyTexts;
  readonly languages: ReplyLanguages;
}

/** Puts what is to be said about a link into the outbox, under an id that each link has once. */
export class LinkNotices {
  readonly #ports: LinkNoticesPorts;

  constructor(ports: LinkNoticesPorts) {
    this.#ports = ports;
  }

  /** "Account linked!" for a link that has an id. */
  linked(repositories: LinkingRepositories, mapping: UserMapping): void {
    if (mapping.linkId === null) return;
    const { texts, languages } = this.#ports;
    const body = texts.accountLinked(languages.languageFor(mapping));
    repositories.outbound.create(
      queuedMessage({
        id: linkedNoticeId(mapping.linkId),
        userId: mapping.userId,
        recipient: {
          kind: 'address',
          address: mapping.address,
          addressKey: mapping.addressKey,
          linkId: mapping.linkId,
        },
        content: { kind: 'text', body, mediaUrl: null },
        fallbackTemplate: null,
        createdAt: mapping.linkedAt,
        expiresAt: serviceWindowEnd(mapping.lastInboundAt),
      }),
    );
  }

  /** Tells the number that a link has left for another one, while free text may be sent to it. */
  moved(repositories: LinkingRepositories, former: UserMapping, newLinkId: string, now: Instant): void {
    const { texts, languages } = this.#ports;
    const body = texts.accountMoved(languages.languageFor(former));
    this.#tellFormer(repositories, former, `moved-${newLinkId}`, body, now);
  }

  /** Tells the number that the app has ended its link: whoever moves a link in two steps is noticed too. */
  unlinked(repositories: LinkingRepositories, former: UserMapping, now: Instant): void {
    if (former.linkId === null) return;
    const { texts, languages } = this.#ports;
    const body = texts.accountUnlinked(languages.languageFor(former));
    this.#tellFormer(repositories, former, `unlinked-${former.linkId}`, body, now);
  }

  #tellFormer(
    repositories: LinkingRepositories,
    former: UserMapping,
    id: string,
    body: string,
    now: Instant,
  ): void {
    repositories.outbound.create(
      queuedMessage({
        id,
        userId: former.userId,
        recipient: {
          kind: 'address',
          address: former.address,
          addressKey: former.addressKey,
          linkId: null,
        },
        content: { kind: 'text', body, mediaUrl: null },
        fallbackTemplate: null,
        createdAt: now,
        expiresAt: serviceWindowEnd(former.lastInboundAt),
      }),
    );
  }
}

function linkedNoticeId(linkId: string): string {
  return `linked-${linkId}`;
}
