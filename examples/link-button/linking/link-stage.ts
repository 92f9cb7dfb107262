import type { LinkedNumber, LinkRequest, UserLink } from './user-link.ts';

/** Where a user stands in linking. A user may be linked and be linking another number. */
export interface LinkStage {
  readonly linked: LinkedNumber | null;
  /** The request under way, not one that has expired. */
  readonly request: LinkRequest | null;
  readonly hasExpired: boolean;
}

export function linkStage(link: UserLink | null, now: number): LinkStage {
  const request = link?.request ?? null;
  const hasExpired = request !== null && request.expiresAt <= now;
  return { linked: link?.linked ?? null, request: hasExpired ? null : request, hasExpired };
}

/** Whether a request went away without having become a link. */
export function hasRequestEnded(before: UserLink | null, after: UserLink | null): boolean {
  if (!before?.request || after?.request) return false;
  return !isNewlyLinked(before, after);
}

/** Whether a number was linked, be it the one that was linked before. */
export function isNewlyLinked(before: UserLink | null, after: UserLink | null): boolean {
  return Boolean(after?.linked) && after?.linked?.linkedAt !== before?.linked?.linkedAt;
}
