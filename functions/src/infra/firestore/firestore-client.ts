import { getApps, initializeApp, type App } from 'firebase-admin/app';
import { getFirestore, type Firestore } from 'firebase-admin/firestore';

/** One client a process and database: it holds the channel to Firestore. */
export function firestoreClient(database: string): { readonly app: App; readonly firestore: Firestore } {
  const app = getApps()[0] ?? initializeApp();
  return { app, firestore: getFirestore(app, database) };
}
