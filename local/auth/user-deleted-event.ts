import type { EncodedEvent } from '../functions-host/call-event-function.ts';
import type { Account } from './accounts.ts';

export const USER_DELETED = 'google.firebase.auth.user.v2.deleted';

interface UserDeletion {
  /** The same for every delivery of the event. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly project: string;
  readonly account: Account;
}

/** The event that Eventarc delivers for a deleted user, as the Auth emulator forms it. */
export function userDeletedEvent({ id, at, project, account }: UserDeletion): EncodedEvent {
  const { user, disabled, createdAt, lastSignInAt } = account;
  const oldValue = {
    uid: user.uid,
    displayName: user.name,
    ...(user.email !== null && { email: user.email, emailVerified: true }),
    disabled,
    metadata: {
      createTime: new Date(createdAt).toISOString(),
      ...(lastSignInAt !== null && { lastSignInTime: new Date(lastSignInAt).toISOString() }),
    },
  };
  return {
    headers: {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': id,
      'ce-type': USER_DELETED,
      'ce-source': `//identitytoolkit.googleapis.com/projects/${project}`,
      'ce-subject': `users/${user.uid}`,
      'ce-time': new Date(at).toISOString(),
      'ce-datacontenttype': 'application/json',
    },
    body: Buffer.from(JSON.stringify({ oldValue })),
  };
}
