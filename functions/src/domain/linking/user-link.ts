import type { Instant } from '../shared/clock.ts';
import type { AddressKey } from './address-key.ts';
import type { UserMapping, UserMappingState } from './user-mapping.ts';

/** What the app shows of one user's link; the document that every change of the link reads and writes. */
export interface UserLink {
  readonly userId: string;
  readonly linked: {
    readonly maskedNumber: string;
    readonly linkedAt: Instant;
    readonly state: UserMappingState;
  } | null;
  readonly request: {
    readonly requestId: string;
    readonly state: 'open' | 'claimed';
    readonly maskedNumber: string | null;
    readonly expiresAt: Instant;
  } | null;
  readonly mappingId: AddressKey | null;
  /** Where the order of the user's messages goes on when the user links again. */
  readonly nextMessageNumber: number;
}

export function unlinkedUser(userId: string): UserLink {
  return { userId, linked: null, request: null, mappingId: null, nextMessageNumber: 1 };
}

export function withoutMapping(link: UserLink, { nextMessageNumber }: UserMapping): UserLink {
  return { ...link, linked: null, mappingId: null, nextMessageNumber };
}

/** What the app shows once the mapping has changed; a link to another mapping stays as it is. */
export function withStateOf(link: UserLink, { addressKey, state }: UserMapping): UserLink {
  if (link.linked === null || link.mappingId !== addressKey) return link;
  return { ...link, linked: { ...link.linked, state } };
}
