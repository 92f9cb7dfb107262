import type { Contact } from '../../domain/linking/contact.ts';
import type { LinkRequest } from '../../domain/linking/link-request.ts';
import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserLink } from '../../domain/linking/user-link.ts';

/** Ends a request in the running transaction: its code and digits stop working and the app shows none. */
export function endRequest(
  repositories: LinkingRepositories,
  request: LinkRequest,
  link: UserLink | null,
): void {
  if (request.state === 'open' || request.state === 'claimed') {
    repositories.requests.save({ ...request, state: 'ended' });
  }
  if (link?.request?.requestId === request.id) repositories.links.save({ ...link, request: null });
}

/** Lets the address that had claimed a request wait no longer; nothing is written where it waits for another one. */
export function releaseWaiting(
  repositories: LinkingRepositories,
  request: LinkRequest,
  contact: Contact | null,
): void {
  if (contact?.waiting?.requestId === request.id) repositories.contacts.save({ ...contact, waiting: null });
}
