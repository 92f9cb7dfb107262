import type { Firestore } from 'firebase-admin/firestore';
import { onTestFinished } from 'vitest';
import { EmbeddedFirestore, type EmbeddedFirestoreOptions } from '../embedded-firestore.ts';
import { connect } from './server-under-test.ts';

export interface StartedFirestore {
  readonly server: EmbeddedFirestore;
  readonly firestore: Firestore;
}

/** An embedded server and a client of it, for the test that asks. */
export async function startedFirestore(options: EmbeddedFirestoreOptions = {}): Promise<StartedFirestore> {
  const server = await EmbeddedFirestore.start(options);
  const connection = connect(hostOf(server));
  onTestFinished(async () => {
    await connection.close();
    await server.stop();
  });
  return { server, firestore: connection.firestore };
}

export function hostOf({ host, port }: EmbeddedFirestore): string {
  return `${host}:${port}`;
}
