import type { Firestore } from 'firebase/firestore';
import type { Functions } from 'firebase/functions';
import type { LinkConnection } from '../linking/link-session.ts';
import { firebaseLinkCallables } from './firebase-link-callables.ts';
import { firebaseLinkState } from './firebase-link-state.ts';

interface FirebaseLink {
  /** Of the region that Linkline runs in. */
  readonly functions: Functions;
  /** The database that Linkline uses. */
  readonly firestore: Firestore;
  /** Who is signed in. */
  readonly userId: string;
}

/** What the button needs, through the product's own instances of the Firebase SDK. */
export function firebaseLink({
  functions,
  firestore,
  userId,
}: FirebaseLink): Pick<LinkConnection, 'callables' | 'state'> {
  return {
    callables: firebaseLinkCallables(functions),
    state: firebaseLinkState(firestore, userId),
  };
}
