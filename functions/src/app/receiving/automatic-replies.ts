import type { Contact } from '../../domain/linking/contact.ts';
import type { LinkConfig } from '../../domain/linking/link-config.ts';
import type { LinkCryptography } from '../../domain/linking/link-cryptography.ts';
import type { CommandReceipt, LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import { noReply, type PlainReplyKind, type Reply } from '../../domain/messaging/reply.ts';
import { DAY, HOUR, type Instant } from '../../domain/shared/clock.ts';
import { isLimitReached, withEvent } from '../../domain/shared/recent-events.ts';
import { isCommand, type Reception } from './reception.ts';

interface AutomaticRepliesPorts {
  readonly config: LinkConfig;
  readonly cryptography: LinkCryptography;
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
    const { contact, message, now } = reception;
    if (kind === 'none') return noReply;
    if (contact.lastReply?.messageSid === message.messageSid) return this.#again(contact.lastReply.kind);
    if (this.isSilent(contact, now) || this.#isOverOwnLimit(contact, kind, now))
      return this.silence(reception);
    return this.give(reception, contact, { kind });
  }

  leaveReceipt(reception: Reception, reply: Reply): void {
    reception.repositories.receipts.create({
      messageSid: reception.message.messageSid,
      addressKey: reception.addressKey,
      reply: reply.kind === 'link-claimed' ? { kind: reply.kind, requestId: reply.requestId } : reply,
      answeredAt: reception.now,
    });
  }

  /** Says nothing, unless this very command has been answered before. */
  async silence(reception: Reception): Promise<Reply> {
    return isCommand(reception.intent)
      ? this.repeat(reception.repositories, reception.message.messageSid)
      : noReply;
  }

  /** The reply that the receipt names, composed anew: the digits are computed, never stored. */
  async repeat(repositories: LinkingRepositories, messageSid: string): Promise<Reply> {
    const receipt = await repositories.receipts.find(messageSid);
    if (receipt === null) return noReply;
    return receipt.reply.kind === 'link-claimed'
      ? this.#claimedAgain(repositories, receipt, receipt.reply.requestId)
      : receipt.reply;
  }

  async #claimedAgain(
    repositories: LinkingRepositories,
    receipt: CommandReceipt,
    requestId: string,
  ): Promise<Reply> {
    const request = await repositories.requests.find(requestId);
    return {
      kind: 'link-claimed',
      requestId,
      maskedAccount: request?.maskedAccount ?? null,
      confirmationNumber: this.#ports.cryptography.confirmationNumberOf(requestId, receipt.addressKey),
    };
  }

  #again(kind: Reply['kind']): Reply {
    return kind === 'link-claimed' ? noReply : { kind };
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
