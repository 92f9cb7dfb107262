import type { LinkDocument } from '../../page-protocol.ts';

type Linked = NonNullable<LinkDocument['linked']>;
type Request = NonNullable<LinkDocument['request']>;

/** Where a user stands in linking, as the app shows it. A user may be linked and be linking another number. */
export interface LinkStage {
  readonly linked: Linked | null;
  /** The request under way, not one that has expired. */
  readonly request: Request | null;
  readonly hasExpired: boolean;
}

export function linkStage(link: LinkDocument | null, now: number): LinkStage {
  const request = link?.request ?? null;
  const hasExpired = request !== null && Date.parse(request.expires_at) <= now;
  return { linked: link?.linked ?? null, request: hasExpired ? null : request, hasExpired };
}

/** Whether a request went away without having become a link. */
export function hasRequestEnded(before: LinkDocument | null, after: LinkDocument | null): boolean {
  if (!before?.request || after?.request) return false;
  return (after?.linked?.linked_at ?? null) === (before.linked?.linked_at ?? null);
}
