import type { App } from 'firebase-admin/app';
import { getFirestore, type Firestore } from 'firebase-admin/firestore';
import { firebaseApp } from '../firebase-app.ts';
import { clientPatience } from './client-patience.ts';

/** One client a process and database: it holds the channel to Firestore. */
export function firestoreClient(database: string): { readonly app: App; readonly firestore: Firestore } {
  const app = firebaseApp();
  const firestore = getFirestore(app, database);
  makeImpatient(firestore);
  return { app, firestore };
}

/** Settings are taken once, before the first use: of a client that other code has used already they stay as they are. */
function makeImpatient(firestore: Firestore): void {
  try {
    firestore.settings({ clientConfig: clientPatience });
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('already been initialized')) throw error;
  }
}
