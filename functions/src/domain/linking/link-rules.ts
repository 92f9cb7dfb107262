import { HOUR, type Instant } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { isLimitReached, type RecentEvents } from '../shared/recent-events.ts';
import type { AddressKey } from './address-key.ts';
import type { LinkConfig } from './link-config.ts';
import { isExpired, WRONG_CONFIRMATIONS_ALLOWED, type LinkClaim, type LinkRequest } from './link-request.ts';
import {
  AnonymousUserError,
  LinkCodeExpiredError,
  LinkCodeInvalidError,
  LinkRequestNotClaimedError,
  RecentSignInRequiredError,
  TooManyLinkRequestsError,
} from './linking-errors.ts';
import type { UserLink } from './user-link.ts';
import type { UserMapping } from './user-mapping.ts';
import { holdsAddress } from './user-mapping.ts';

export interface SignedInUser {
  readonly userId: string;
  readonly isAnonymous: boolean;
  /** Null where the sign-in does not tell. */
  readonly signedInAt: Instant | null;
}

export type ClaimDecision = 'claim' | 'repeat' | 'refuse';
export type ConfirmationDecision = 'confirm' | 'repeat' | 'wrong' | 'wrong-for-the-last-time';

/** Who may link what, and when. Logs each decision. */
export class LinkRules {
  readonly #config: LinkConfig;
  readonly #logger: Logger;

  constructor(ports: { readonly config: LinkConfig; readonly logger: Logger }) {
    this.#config = ports.config;
    this.#logger = ports.logger;
  }

  /** Throws the error that keeps this user from starting a request now. */
  assertMayStart(user: SignedInUser, link: UserLink, startedLately: RecentEvents, now: Instant): void {
    if (user.isAnonymous && !this.#config.allowAnonymousUsers)
      this.#refuse('start', new AnonymousUserError());
    if (link.linked !== null && !this.#isRecent(user.signedInAt, now)) {
      this.#refuse('start', new RecentSignInRequiredError());
    }
    if (isLimitReached(startedLately, now, HOUR, this.#config.linkRequestsPerHour)) {
      const oldest = startedLately.at(-this.#config.linkRequestsPerHour) ?? now;
      this.#refuse('start', new TooManyLinkRequestsError(oldest + HOUR));
    }
    this.#logger.debug('link-rule-decided', { operation: 'start', outcome: 'allowed' });
  }

  /** Whether this address may bind the request: only the first one may, and only while the request is its user's current one. */
  decideClaim(
    request: LinkRequest,
    link: UserLink | null,
    addressKey: AddressKey,
    now: Instant,
  ): ClaimDecision {
    const decision = this.#claimDecision(request, link, addressKey, now);
    this.#logger.debug('link-rule-decided', {
      operation: 'claim',
      outcome: decision,
      request_id: request.id,
    });
    return decision;
  }

  /** Throws `LinkCodeInvalidError`, `LinkCodeExpiredError` or `LinkRequestNotClaimedError` where digits do not matter yet. */
  decideConfirmation(
    request: LinkRequest,
    link: UserLink | null,
    isNumberRight: boolean,
    now: Instant,
  ): ConfirmationDecision {
    const decision = this.#confirmationDecision(request, link, isNumberRight, now);
    this.#logger.debug('link-rule-decided', {
      operation: 'confirm',
      outcome: decision,
      request_id: request.id,
    });
    return decision;
  }

  /** Whether the code alone may link: never where the number or the user has a link that two proofs should move. */
  mayLinkInOneStep(link: UserLink, mappings: readonly UserMapping[]): boolean {
    return this.#config.confirmation === 'off' && link.linked === null && mappings.length === 0;
  }

  /** A mapping that the claim must not replace: somebody else's, unless it is on hold. */
  isTakenFrom(userId: string, mapping: UserMapping): boolean {
    return mapping.userId !== userId && holdsAddress(mapping);
  }

  #claimDecision(
    request: LinkRequest,
    link: UserLink | null,
    addressKey: AddressKey,
    now: Instant,
  ): ClaimDecision {
    if (link?.request?.requestId !== request.id || isExpired(request, now)) return 'refuse';
    if (request.state === 'open') return 'claim';
    return request.state === 'claimed' && request.claim?.addressKey === addressKey ? 'repeat' : 'refuse';
  }

  #confirmationDecision(
    request: LinkRequest,
    link: UserLink | null,
    isNumberRight: boolean,
    now: Instant,
  ): ConfirmationDecision {
    if (request.state === 'confirmed') {
      if (isNumberRight && request.claim !== null && link?.mappingId === request.claim.addressKey) {
        return 'repeat';
      }
      this.#refuse('confirm', new LinkCodeInvalidError());
    }
    if (request.state === 'ended' || link?.request?.requestId !== request.id) {
      this.#refuse('confirm', new LinkCodeInvalidError());
    }
    if (isExpired(request, now)) this.#refuse('confirm', new LinkCodeExpiredError());
    if (request.claim === null) this.#refuse('confirm', new LinkRequestNotClaimedError());
    if (isNumberRight) return 'confirm';
    return request.wrongConfirmations + 1 >= WRONG_CONFIRMATIONS_ALLOWED
      ? 'wrong-for-the-last-time'
      : 'wrong';
  }

  #isRecent(signedInAt: Instant | null, now: Instant): boolean {
    return signedInAt !== null && now - signedInAt <= this.#config.recentSignIn;
  }

  #refuse(operation: string, error: Error & { readonly code: string }): never {
    this.#logger.info('link-rule-decided', { operation, outcome: 'refused', code: error.code });
    throw error;
  }
}

/** The claim of a request that is known to have one. Throws `LinkRequestNotClaimedError`. */
export function claimOf(request: LinkRequest): LinkClaim {
  if (request.claim === null) throw new LinkRequestNotClaimedError();
  return request.claim;
}
