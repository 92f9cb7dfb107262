import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import type { Contact } from '../../domain/linking/contact.ts';
import type { LinkClaim, LinkRequest } from '../../domain/linking/link-request.ts';
import type { LinkRules } from '../../domain/linking/link-rules.ts';
import { NumberAlreadyLinkedError } from '../../domain/linking/linking-errors.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import { withoutMapping, type UserLink } from '../../domain/linking/user-link.ts';
import type { Consent, UserMapping } from '../../domain/linking/user-mapping.ts';
import { maskWhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type { ReplyLanguages } from '../../domain/replies/reply-languages.ts';
import type { ReplyTexts } from '../../domain/messaging/reply-texts.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import type { ProductEvents } from '../events/product-events.ts';
import type { LinkNotices } from './link-notices.ts';
import { removeMapping, removePointer } from './remove-mapping.ts';

export interface LinkToEstablish {
  readonly request: LinkRequest;
  readonly claim: LinkClaim;
  readonly link: UserLink;
  readonly contact: Contact | null;
  readonly otherContact: Contact | null;
  /** Every mapping that has to do with this person or this user: of either address, and the user's former one. */
  readonly mappings: readonly UserMapping[];
  readonly consentMethod: Consent['method'];
  readonly now: Instant;
}

interface LinkEstablishmentPorts {
  readonly rules: LinkRules;
  readonly keys: AddressKeys;
  readonly notices: LinkNotices;
  readonly events: ProductEvents;
  readonly texts: ReplyTexts;
  readonly languages: ReplyLanguages;
}

/** Writes a link into the running transaction: the request is spent, one mapping stands, every former one of the pair is gone. */
export class LinkEstablishment {
  readonly #ports: LinkEstablishmentPorts;

  constructor(ports: LinkEstablishmentPorts) {
    this.#ports = ports;
  }

  /** Throws `NumberAlreadyLinkedError`, before anything is written. */
  async establish(repositories: LinkingRepositories, link: LinkToEstablish): Promise<UserMapping> {
    const { rules, notices } = this.#ports;
    const { request, claim } = link;
    if (link.mappings.some((mapping) => rules.isTakenFrom(request.userId, mapping))) {
      throw new NumberAlreadyLinkedError();
    }
    const replaced = link.mappings.filter((mapping) => mapping.addressKey !== claim.addressKey);
    const inPlace = link.mappings.find((mapping) => mapping.addressKey === claim.addressKey) ?? null;
    await this.#releaseOtherUsers(repositories, link);
    const mapping = this.#mappingOf(link);
    for (const former of replaced) await removeMapping(repositories, this.#ports.keys, former);
    if (inPlace !== null) await removePointer(repositories, this.#ports.keys, inPlace);
    repositories.mappings.save(mapping);
    this.#saveLink(repositories, link, mapping);
    this.#saveContacts(repositories, link);
    if (inPlace !== null) notices.linked(repositories, mapping);
    const left = numberLeft(link);
    if (left !== null) notices.moved(repositories, left, request.id, link.now);
    this.#recordEvents(repositories, link, mapping);
    return mapping;
  }

  /** A link whose person only shows another address now, or that is made anew in its place, has not been removed. */
  #recordEvents(repositories: LinkingRepositories, link: LinkToEstablish, mapping: UserMapping): void {
    const { events } = this.#ports;
    const left = numberLeft(link);
    const takenOver = link.mappings.filter(({ userId }) => userId !== mapping.userId);
    for (const former of left === null ? takenOver : [...takenOver, left]) {
      events.linkRemoved(repositories, former, link.now);
    }
    events.linkCreated(repositories, mapping);
  }

  #mappingOf(established: LinkToEstablish): UserMapping {
    const { request, claim, link, contact, otherContact, mappings, now } = established;
    const former = mappings.find((mapping) => mapping.userId === request.userId);
    return {
      addressKey: claim.addressKey,
      userId: request.userId,
      address: claim.address,
      otherAddress: claim.otherAddress,
      profileName: claim.profileName,
      language: request.language,
      linkId: request.id,
      state: 'active',
      linkedAt: now,
      lastInboundAt: claim.claimedAt,
      nextMessageNumber: Math.max(former?.nextMessageNumber ?? 1, link.nextMessageNumber),
      optedOut: contact?.optedOut === true || otherContact?.optedOut === true,
      optOutHintAt: null,
      outbox: mappings.find((mapping) => mapping.addressKey === claim.addressKey)?.outbox ?? [],
      failedDeliveries: 0,
      consent: this.#consentOf(established),
      identitySeen: claim.otherAddress === null ? null : { sender: claim.sentTo, at: claim.claimedAt },
      heldSince: null,
    };
  }

  /** In the language in which the chat asked. */
  #consentOf({ request, claim, consentMethod }: LinkToEstablish): Consent {
    const { texts, languages } = this.#ports;
    const { messageSid, claimedAt: givenAt } = claim;
    const language = languages.languageFor({ address: claim.address, language: request.language });
    const statement =
      consentMethod === 'code-and-digits' ? texts.consentToDigits(language) : texts.consentToCode(language);
    return { method: consentMethod, statement, messageSid, givenAt };
  }

  #saveLink(repositories: LinkingRepositories, link: LinkToEstablish, mapping: UserMapping): void {
    repositories.requests.save({ ...link.request, claim: link.claim, state: 'confirmed' });
    repositories.links.save({
      userId: mapping.userId,
      linked: {
        maskedNumber: maskWhatsAppAddress(mapping.address),
        linkedAt: mapping.linkedAt,
        state: mapping.state,
      },
      request: null,
      mappingId: mapping.addressKey,
      nextMessageNumber: mapping.nextMessageNumber,
    });
  }

  #saveContacts(repositories: LinkingRepositories, { claim, contact }: LinkToEstablish): void {
    const otherKey = claim.otherAddress === null ? null : this.#ports.keys.keyOf(claim.otherAddress);
    if (otherKey !== null) repositories.contacts.pointTo(otherKey, claim.addressKey);
    if (contact !== null && (contact.waiting !== null || contact.mappingId !== null)) {
      repositories.contacts.save({ ...contact, waiting: null, mappingId: null });
    }
  }

  /** A mapping on hold may pass to its number's new holder; its former user's app then shows that nothing is linked. */
  async #releaseOtherUsers(repositories: LinkingRepositories, link: LinkToEstablish): Promise<void> {
    const others = link.mappings.filter((mapping) => mapping.userId !== link.request.userId);
    await Promise.all(
      others.map(async (mapping) => {
        const userLink = await repositories.links.find(mapping.userId);
        if (userLink?.mappingId === mapping.addressKey) {
          repositories.links.save(withoutMapping(userLink, mapping));
        }
      }),
    );
  }
}

/** The user's former link, where it was to another person's number. */
function numberLeft({ request, claim, mappings }: LinkToEstablish): UserMapping | null {
  const former = mappings.find(
    ({ userId, addressKey }) => userId === request.userId && addressKey !== claim.addressKey,
  );
  return former === undefined || former.address.value === claim.otherAddress?.value ? null : former;
}

/** Reads, in one step, all that `establish` decides on besides what the caller has read. */
export async function readForEstablishment(
  repositories: LinkingRepositories,
  keys: AddressKeys,
  claim: LinkClaim,
  formerMappingId: AddressKey | null,
): Promise<Pick<LinkToEstablish, 'contact' | 'otherContact' | 'mappings'>> {
  const otherKey = claim.otherAddress === null ? null : keys.keyOf(claim.otherAddress);
  const mappingKeys = new Set([claim.addressKey, otherKey, formerMappingId].filter((key) => key !== null));
  const [contact, otherContact, ...mappings] = await Promise.all([
    repositories.contacts.find(claim.addressKey),
    otherKey === null ? null : repositories.contacts.find(otherKey),
    ...[...mappingKeys].map((key) => repositories.mappings.findByAddress(key)),
  ]);
  const aliases = [contact?.mappingId, otherContact?.mappingId].filter(
    (key) => key !== undefined && key !== null && !mappingKeys.has(key),
  );
  const pointedTo = await Promise.all(
    [...new Set(aliases)].map((key) => repositories.mappings.findByAddress(key ?? '')),
  );
  const ownKeys = new Set([claim.addressKey, otherKey]);
  const aliased = pointedTo.filter((mapping) => {
    const secondKey = secondKeyOf(keys, mapping);
    return secondKey !== null && ownKeys.has(secondKey);
  });
  return { contact, otherContact, mappings: [...mappings, ...aliased].filter((mapping) => mapping !== null) };
}

/** A pointer counts only while its mapping names the address. */
function secondKeyOf(keys: AddressKeys, mapping: UserMapping | null): AddressKey | null {
  const second = mapping?.otherAddress ?? null;
  return second === null ? null : keys.keyOf(second);
}
