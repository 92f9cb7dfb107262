import type { LinkCode } from '../../domain/linking/link-code.ts';
import type { LinkCryptography } from '../../domain/linking/link-cryptography.ts';
import { LINK_REQUEST_LIFETIME } from '../../domain/linking/link-request.ts';
import type { LinkRules, SignedInUser } from '../../domain/linking/link-rules.ts';
import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { maskAccount, type VerifiedIdentity } from '../../domain/linking/mask-account.ts';
import { unlinkedUser } from '../../domain/linking/user-link.ts';
import { isErased } from '../../domain/privacy/erasure.ts';
import { AccountErasedError } from '../../domain/privacy/privacy-errors.ts';
import type { UserKeys } from '../../domain/privacy/user-key.ts';
import { HOUR, type Clock, type Instant } from '../../domain/shared/clock.ts';
import type { Language } from '../../domain/shared/language.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { withEvent } from '../../domain/shared/recent-events.ts';
import { AlreadyStoredError } from '../../domain/shared/storage-errors.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export interface StartLinkCommand {
  readonly user: SignedInUser;
  readonly identity: VerifiedIdentity;
  /** That of the app, where it tells one. */
  readonly language?: Language | null;
  /** Nothing is started with a token from before the user's erasure. */
  readonly tokenIssuedAt: Instant;
}

export interface StartLinkResult {
  readonly outcome: 'started';
  readonly requestId: string;
  readonly code: LinkCode;
  readonly expiresAt: Instant;
}

interface StartLinkPorts {
  readonly transactions: LinkingTransactions;
  readonly cryptography: LinkCryptography;
  readonly userKeys: UserKeys;
  readonly rules: LinkRules;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Opens a link request for the user; an earlier one of the same user is replaced and its code stops working. */
export class StartLinkUseCase {
  readonly #ports: StartLinkPorts;

  constructor(ports: StartLinkPorts) {
    this.#ports = ports;
  }

  /** Throws `AccountErasedError`, `AnonymousUserError`, `RecentSignInRequiredError` or `TooManyLinkRequestsError`. */
  execute(command: StartLinkCommand): Promise<StartLinkResult> {
    return loggedUseCase(this.#ports, 'start-link', {}, () => this.#start(command));
  }

  async #start(command: StartLinkCommand): Promise<StartLinkResult> {
    const started = await this.#tryCode(command, this.#ports.cryptography.newCode());
    return started ?? this.#start(command);
  }

  /** Null if the code is in use already: the odds are one in a million millions, and a new code settles it. */
  async #tryCode(command: StartLinkCommand, code: LinkCode): Promise<StartLinkResult | null> {
    const { transactions, cryptography } = this.#ports;
    const requestId = cryptography.requestIdOf(code);
    try {
      const expiresAt = await transactions.run('start-link', (repositories) =>
        this.#open(repositories, command, requestId),
      );
      return { outcome: 'started', requestId, code, expiresAt };
    } catch (error) {
      if (error instanceof AlreadyStoredError) return null;
      throw error;
    }
  }

  async #open(
    repositories: LinkingRepositories,
    command: StartLinkCommand,
    requestId: string,
  ): Promise<Instant> {
    const { clock, rules, userKeys } = this.#ports;
    const { user } = command;
    const [stored, startedLately, erasure] = await Promise.all([
      repositories.links.find(user.userId),
      repositories.counters.find(user.userId),
      repositories.erasures.find(userKeys.keyOf(user.userId)),
    ]);
    if (isErased(erasure, command.tokenIssuedAt)) throw new AccountErasedError();
    const link = stored ?? unlinkedUser(user.userId);
    if (link.request?.requestId === requestId) return link.request.expiresAt;
    const now = clock.now();
    rules.assertMayStart(user, link, startedLately, now);
    const expiresAt = now + LINK_REQUEST_LIFETIME;
    repositories.requests.create({
      id: requestId,
      userId: user.userId,
      state: 'open',
      maskedAccount: maskAccount(command.identity),
      language: command.language ?? null,
      createdAt: now,
      expiresAt,
      claim: null,
      wrongConfirmations: 0,
    });
    repositories.links.save({
      ...link,
      request: { requestId, state: 'open', maskedNumber: null, expiresAt },
    });
    repositories.counters.save(user.userId, withEvent(startedLately, now, HOUR));
    return expiresAt;
  }
}
