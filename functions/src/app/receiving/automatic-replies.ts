import type { Contact } from '../../domain/linking/contact.ts';
import type { LinkConfig } from '../../domain/linking/link-config.ts';
import type { LinkCryptography } from '../../domain/linking/link-cryptography.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { InboundMessage } from '../../domain/messaging/inbound-message.ts';
import { noReply, plainReply, type PlainReplyKind, type Reply } from '../../domain/messaging/reply.ts';
import type { ReplyLanguages } from '../../domain/replies/reply-languages.ts';
import { DAY, HOUR, type Instant } from '../../domain/shared/clock.ts';
import type { Language } from '../../domain/shared/language.ts';
import { isLimitReached, withEvent } from '../../domain/shared/recent-events.ts';
import { isCommand, type Reception } from './reception.ts';

interface AutomaticRepliesPorts {
  readonly config: LinkConfig;
  readonly cryptography: LinkCryptography;
  readonly languages: ReplyLanguages;
}

/** Keeps replies within their limits and remembers each, so that a redelivered message reads the same answer again. */
export class AutomaticReplies {
  readonly #ports: AutomaticRepliesPorts;

  constructor(ports: AutomaticRepliesPorts) {
    this.#ports = ports;
  }

  /** Two machines must not talk for ever: beyond the hourly limit an address reads nothing. */
  isSilent(contact: Contact, now: Instant): boolean {
    return isLimitReached(contact.automaticReplies, now, HOUR, this.#ports.config.automaticRepliesPerHour);
  }

  /** Gives the reply and saves the contact as handed in; where nothing may be said the contact is saved all the same. */
  give(reception: Reception, contact: Contact, reply: Reply): Reply {
    const given = reception.backfilled || this.isSilent(contact, reception.now) ? noReply : reply;
    reception.repositories.contacts.save(remembering(reception, contact, given));
    if (isCommand(reception.intent)) this.leaveReceipt(reception, given);
    return given;
  }

  /** A reply that nothing else goes with: within its own limit too, and without any write where it is not given. */
  async giveAlone(reception: Reception, kind: PlainReplyKind): Promise<Reply> {
    const { contact, message, language, now } = reception;
    if (kind === 'none') return noReply;
    if (contact.lastReply?.messageSid === message.messageSid)
      return this.#again(contact.lastReply.kind, language);
    if (this.isSilent(contact, now) || this.#isOverOwnLimit(contact, kind, now))
      return this.silence(reception);
    return this.give(reception, contact, plainReply(kind, language));
  }

  leaveReceipt(reception: Reception, reply: Reply): void {
    reception.repositories.receipts.create({
      messageSid: reception.message.messageSid,
      addressKey: reception.addressKey,
      reply:
        reply.kind === 'link-claimed'
          ? { kind: reply.kind, requestId: reply.requestId }
          : { kind: reply.kind },
      language: reply.kind === 'none' ? null : reply.language,
      answeredAt: reception.now,
    });
  }

  /** Says nothing, unless this very command has been answered before. */
  async silence(reception: Reception): Promise<Reply> {
    return isCommand(reception.intent) ? this.repeat(reception.repositories, reception.message) : noReply;
  }

  /** The reply that the receipt names, composed anew: the digits are computed, never stored. */
  async repeat(
    repositories: LinkingRepositories,
    { messageSid, sender: { address } }: InboundMessage,
  ): Promise<Reply> {
    const { cryptography, languages } = this.#ports;
    const receipt = await repositories.receipts.find(messageSid);
    if (receipt === null) return noReply;
    const { reply, addressKey } = receipt;
    const language = languages.languageFor({ address, language: receipt.language });
    if (reply.kind !== 'link-claimed') return plainReply(reply.kind, language);
    const { kind, requestId } = reply;
    const request = await repositories.requests.find(requestId);
    const confirmationNumber = cryptography.confirmationNumberOf(requestId, addressKey);
    return { kind, language, requestId, maskedAccount: request?.maskedAccount ?? null, confirmationNumber };
  }

  #again(kind: Reply['kind'], language: Language): Reply {
    return kind === 'link-claimed' ? noReply : plainReply(kind, language);
  }

  #isOverOwnLimit(contact: Contact, kind: PlainReplyKind, now: Instant): boolean {
    if (kind === 'how-to-start') return contact.optOutHintAt !== null && now - contact.optOutHintAt < DAY;
    const { pleaseLinkRepliesPerDay } = this.#ports.config;
    return (
      kind === 'please-link' && isLimitReached(contact.pleaseLinkReplies, now, DAY, pleaseLinkRepliesPerDay)
    );
  }
}

function remembering(reception: Reception, contact: Contact, reply: Reply): Contact {
  const { now, message, intent } = reception;
  if (reply.kind === 'none') return contact;
  return {
    ...contact,
    automaticReplies: withEvent(contact.automaticReplies, now, HOUR),
    pleaseLinkReplies:
      reply.kind === 'please-link'
        ? withEvent(contact.pleaseLinkReplies, now, DAY)
        : contact.pleaseLinkReplies,
    optOutHintAt: reply.kind === 'how-to-start' ? now : contact.optOutHintAt,
    lastReply: isCommand(intent) ? contact.lastReply : { messageSid: message.messageSid, kind: reply.kind },
  };
}
