import type { AddressKeys } from '../../domain/linking/address-key.ts';
import type { LinkConfig } from '../../domain/linking/link-config.ts';
import type { LinkCode } from '../../domain/linking/link-code.ts';
import type { LinkCryptography } from '../../domain/linking/link-cryptography.ts';
import {
  LINK_REQUEST_LIFETIME,
  type LinkClaim,
  type LinkRequest,
} from '../../domain/linking/link-request.ts';
import type { LinkRules } from '../../domain/linking/link-rules.ts';
import { withStateOf, type UserLink } from '../../domain/linking/user-link.ts';
import { holdsAddress } from '../../domain/linking/user-mapping.ts';
import { maskWhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type { Sender } from '../../domain/messaging/inbound-message.ts';
import { noReply, type Reply } from '../../domain/messaging/reply.ts';
import type { ReplyLanguages } from '../../domain/replies/reply-languages.ts';
import { HOUR, type Instant } from '../../domain/shared/clock.ts';
import type { Language } from '../../domain/shared/language.ts';
import { isLimitReached, withEvent } from '../../domain/shared/recent-events.ts';
import type { AutomaticReplies } from '../receiving/automatic-replies.ts';
import type { Reception } from '../receiving/reception.ts';
import { readForEstablishment, type LinkEstablishment } from './link-establishment.ts';

export interface ClaimLinkCommand {
  readonly reception: Reception;
  readonly code: LinkCode;
}

interface ClaimLinkPorts {
  readonly keys: AddressKeys;
  readonly config: LinkConfig;
  readonly rules: LinkRules;
  readonly cryptography: LinkCryptography;
  readonly replies: AutomaticReplies;
  readonly languages: ReplyLanguages;
  readonly establishment: LinkEstablishment;
}

/** Binds a link request to the address that sends its code first, inside the transaction that receives the message. */
export class ClaimLinkUseCase {
  readonly #ports: ClaimLinkPorts;

  constructor(ports: ClaimLinkPorts) {
    this.#ports = ports;
  }

  async execute({ reception, code }: ClaimLinkCommand): Promise<Reply> {
    const { replies, cryptography } = this.#ports;
    const { contact, mapping, language, now } = reception;
    if (replies.isSilent(contact, now)) return replies.silence(reception);
    if (mapping !== null && holdsAddress(mapping)) {
      return mapping.linkId === cryptography.requestIdOf(code)
        ? replies.repeat(reception.repositories, reception.message)
        : replies.give(reception, contact, { kind: 'number-taken', language });
    }
    if (isLimitReached(contact.wrongCodes, now, HOUR, this.#ports.config.wrongCodesPerHour)) {
      return replies.give(reception, contact, { kind: 'too-many-codes', language });
    }
    return this.#claim(reception, cryptography.requestIdOf(code));
  }

  /** An unknown code costs the same reads and writes as a known one that is refused, so that neither tells which it was. */
  async #claim(reception: Reception, requestId: string): Promise<Reply> {
    const { rules } = this.#ports;
    const { request, addressKey, mapping, now } = reception;
    const stored = await reception.repositories.links.find(request?.userId ?? requestId);
    if (request === null || stored === null) return this.#refuse(reception);
    // this very message may have put the link on hold
    const link = mapping === null ? stored : withStateOf(stored, mapping);
    switch (rules.decideClaim(request, link, addressKey, now)) {
      case 'refuse':
        return this.#isOwnRedelivery(reception, request)
          ? this.#ports.replies.repeat(reception.repositories, reception.message)
          : this.#refuse(reception);
      case 'repeat':
        return this.#waitFor(reception, request, request.expiresAt);
      case 'claim':
        return rules.mayLinkInOneStep(link, reception.mapping === null ? [] : [reception.mapping])
          ? this.#linkAtOnce(reception, request, link)
          : this.#bind(reception, request, link);
    }
  }

  /** Counted in the transaction, so that many guesses at once count as many. */
  #refuse(reception: Reception): Reply {
    const { contact, language, now } = reception;
    const wrongCodes = withEvent(contact.wrongCodes, now, HOUR);
    return this.#ports.replies.give(
      reception,
      { ...contact, wrongCodes },
      { kind: 'link-code-refused', language },
    );
  }

  #bind(reception: Reception, request: LinkRequest, link: UserLink): Reply {
    const { repositories, message, now } = reception;
    const expiresAt = now + LINK_REQUEST_LIFETIME;
    const maskedNumber = maskWhatsAppAddress(message.sender.address);
    repositories.requests.save({ ...request, state: 'claimed', expiresAt, claim: claimBy(reception) });
    repositories.links.save({
      ...link,
      request: { requestId: request.id, state: 'claimed', maskedNumber, expiresAt },
    });
    return this.#waitFor(reception, request, expiresAt);
  }

  /** The address waits for this request alone: one that it had claimed before can be confirmed no more. */
  #waitFor(reception: Reception, request: LinkRequest, expiresAt: Instant): Reply {
    const waiting = { requestId: request.id, expiresAt, language: request.language };
    const contact = { ...reception.contact, waiting };
    return this.#ports.replies.give(reception, contact, this.#claimedReply(reception, request));
  }

  /** "Account linked!" follows through the outbox and is the only answer, except to a person who would not get it. */
  async #linkAtOnce(reception: Reception, request: LinkRequest, link: UserLink): Promise<Reply> {
    const { repositories, now } = reception;
    const claim = claimBy(reception);
    const read = await readForEstablishment(repositories, this.#ports.keys, claim, null);
    const isBlocked = read.otherContact?.blocked === true;
    if (read.mappings.length > 0 || isBlocked) return this.#bind(reception, request, link);
    const linked = { ...read, request, claim, link, now, consentMethod: 'code' } as const;
    const { optedOut } = await this.#ports.establishment.establish(repositories, linked);
    if (!optedOut) return noReply;
    const reply: Reply = { kind: 'how-to-start', language: this.#languageOf(request, claim) };
    this.#ports.replies.leaveReceipt(reception, reply);
    return reply;
  }

  #isOwnRedelivery(reception: Reception, request: LinkRequest): boolean {
    return request.state === 'confirmed' && request.claim?.messageSid === reception.message.messageSid;
  }

  /** Only who may claim a request learns its language: to everybody else its code is an unknown one. */
  #languageOf({ language }: LinkRequest, { address }: Sender): Language {
    return this.#ports.languages.languageFor({ address, language });
  }

  #claimedReply(reception: Reception, request: LinkRequest): Reply {
    const { cryptography } = this.#ports;
    return {
      kind: 'link-claimed',
      language: this.#languageOf(request, reception.message.sender),
      requestId: request.id,
      maskedAccount: request.maskedAccount,
      confirmationNumber: cryptography.confirmationNumberOf(request.id, reception.addressKey),
    };
  }
}

function claimBy({ message, addressKey, now }: Reception): LinkClaim {
  const { address, otherAddress, profileName } = message.sender;
  const { messageSid, sentTo } = message;
  return { addressKey, address, otherAddress, profileName, claimedAt: now, messageSid, sentTo };
}
