import { getApps, initializeApp, type App } from 'firebase-admin/app';

/** One a process, with the credentials of its environment. */
export function firebaseApp(): App {
  return getApps()[0] ?? initializeApp();
}
