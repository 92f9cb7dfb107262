import type { AddressKeys } from '../../domain/linking/address-key.ts';
import type { LinkCryptography } from '../../domain/linking/link-cryptography.ts';
import { WRONG_CONFIRMATIONS_ALLOWED, type LinkRequest } from '../../domain/linking/link-request.ts';
import { claimOf, type LinkRules } from '../../domain/linking/link-rules.ts';
import {
  ConfirmationNumberWrongError,
  LinkCodeInvalidError,
  TooManyAttemptsError,
} from '../../domain/linking/linking-errors.ts';
import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { UserLink } from '../../domain/linking/user-link.ts';
import { maskWhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import { endRequest, releaseWaiting } from './end-request.ts';
import { readForEstablishment, type LinkEstablishment } from './link-establishment.ts';

export interface LinkAccountCommand {
  readonly userId: string;
  readonly requestId: string;
  readonly confirmationNumber: string;
}

export interface LinkAccountResult {
  readonly outcome: 'linked';
  readonly maskedNumber: string;
  readonly linkedAt: Instant;
}

type Confirmation = LinkAccountResult | { readonly outcome: 'wrong'; readonly remainingAttempts: number };

interface LinkAccountPorts {
  readonly transactions: LinkingTransactions;
  readonly cryptography: LinkCryptography;
  readonly keys: AddressKeys;
  readonly rules: LinkRules;
  readonly establishment: LinkEstablishment;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Confirms a link with the six digits that only the phone's chat shows. Confirming it again answers the same. */
export class LinkAccountUseCase {
  readonly #ports: LinkAccountPorts;

  constructor(ports: LinkAccountPorts) {
    this.#ports = ports;
  }

  /** Throws a `UserMappingError`; a wrong number is counted before `ConfirmationNumberWrongError` or `TooManyAttemptsError` is thrown. */
  execute(command: LinkAccountCommand): Promise<LinkAccountResult> {
    const fields = { request_id: command.requestId };
    return loggedUseCase(this.#ports, 'link-account', fields, async () => {
      const confirmation = await this.#ports.transactions.run('link-account', (repositories) =>
        this.#confirm(repositories, command),
      );
      if (confirmation.outcome === 'linked') return confirmation;
      if (confirmation.remainingAttempts === 0) throw new TooManyAttemptsError();
      throw new ConfirmationNumberWrongError(confirmation.remainingAttempts);
    });
  }

  async #confirm(repositories: LinkingRepositories, command: LinkAccountCommand): Promise<Confirmation> {
    const [request, link] = await Promise.all([
      repositories.requests.find(command.requestId),
      repositories.links.find(command.userId),
    ]);
    if (request === null || request.userId !== command.userId || link === null)
      throw new LinkCodeInvalidError();
    const now = this.#ports.clock.now();
    const isNumberRight = this.#isNumberRight(request, command.confirmationNumber);
    const decision = this.#ports.rules.decideConfirmation(request, link, isNumberRight, now);
    if (decision === 'confirm') return this.#link(repositories, request, link, now);
    if (decision === 'repeat') return this.#linkedAlready(request, link);
    return this.#countWrongNumber(repositories, request, link);
  }

  async #link(
    repositories: LinkingRepositories,
    request: LinkRequest,
    link: UserLink,
    now: Instant,
  ): Promise<LinkAccountResult> {
    const { keys, establishment } = this.#ports;
    const claim = claimOf(request);
    const read = await readForEstablishment(repositories, keys, claim, link.mappingId);
    const isBlocked = read.contact?.blocked === true || read.otherContact?.blocked === true;
    if (read.contact?.waiting?.requestId !== request.id || isBlocked) throw new LinkCodeInvalidError();
    const mapping = await establishment.establish(repositories, {
      ...read,
      request,
      claim,
      link,
      now,
      consentMethod: 'code-and-digits',
    });
    return {
      outcome: 'linked',
      maskedNumber: maskWhatsAppAddress(mapping.address),
      linkedAt: mapping.linkedAt,
    };
  }

  #linkedAlready(request: LinkRequest, link: UserLink): LinkAccountResult {
    const maskedNumber = maskWhatsAppAddress(claimOf(request).address);
    return { outcome: 'linked', maskedNumber, linkedAt: link.linked?.linkedAt ?? this.#ports.clock.now() };
  }

  async #countWrongNumber(
    repositories: LinkingRepositories,
    request: LinkRequest,
    link: UserLink,
  ): Promise<Confirmation> {
    const claim = claimOf(request);
    const wrongConfirmations = request.wrongConfirmations + 1;
    const remainingAttempts = WRONG_CONFIRMATIONS_ALLOWED - wrongConfirmations;
    if (remainingAttempts > 0) {
      repositories.requests.save({ ...request, wrongConfirmations });
      return { outcome: 'wrong', remainingAttempts };
    }
    const contact = await repositories.contacts.find(claim.addressKey);
    endRequest(repositories, { ...request, wrongConfirmations }, link);
    releaseWaiting(repositories, request, contact);
    return { outcome: 'wrong', remainingAttempts: 0 };
  }

  #isNumberRight(request: LinkRequest, confirmationNumber: string): boolean {
    if (request.claim === null) return false;
    const { cryptography } = this.#ports;
    const expected = cryptography.confirmationNumberOf(request.id, request.claim.addressKey);
    return cryptography.isSameConfirmationNumber(expected, confirmationNumber);
  }
}
