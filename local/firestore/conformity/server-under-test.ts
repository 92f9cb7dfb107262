import { randomUUID } from 'node:crypto';
import { credentials } from '@grpc/grpc-js';
import { v1 } from '@google-cloud/firestore';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore, type CollectionReference, type Firestore } from 'firebase-admin/firestore';

/** A running Firestore server, whoever made it. */
export interface ServerUnderTest {
  /** `<address>:<port>` */
  readonly host: string;
  stop(): Promise<void>;
}

export interface Connection {
  readonly firestore: Firestore;
  close(): Promise<void>;
}

export type GeneratedClient = InstanceType<typeof v1.FirestoreClient>;

export const PROJECT = 'demo-conformity';

// without it, the client library looks for a cloud machine's metadata
process.env['METADATA_SERVER_DETECTION'] = 'none';

/** The real client, connected to the server. */
export function connect(host: string, projectId = PROJECT): Connection {
  const app = initializeApp({ projectId }, randomUUID());
  const firestore = getFirestore(app);
  firestore.settings({ host, ssl: false });
  return { firestore, close: () => deleteApp(app) };
}

/** The generated client below the real one, for the methods that the real one never calls. */
export function connectGenerated(host: string): GeneratedClient {
  const [servicePath = '', port] = host.split(':');
  return new v1.FirestoreClient({
    servicePath,
    port: Number(port),
    sslCreds: credentials.createInsecure(),
    projectId: PROJECT,
    // a refused query fails at once instead of being repeated for seconds
    gaxServerStreamingRetries: true,
  });
}

/** A collection that no other test uses. */
export function newCollection(firestore: Firestore): CollectionReference {
  return firestore.collection(`c-${randomUUID()}`);
}
