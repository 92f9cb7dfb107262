import { EmbeddedFirestore } from '../../../../local/firestore/embedded-firestore.ts';
import indexes from '../../../../firestore.indexes.json' with { type: 'json' };
import { HOUR } from '../../../src/domain/shared/clock.ts';
import { PROJECT } from '../../support/test-configuration.ts';
import { TestClock } from './test-clock.ts';

let server: Promise<EmbeddedFirestore> | undefined;
/** Firestore's own time never turns back, whatever a test does to its clock: it stays behind all of them. */
let commitTime = new TestClock().now() - HOUR;

/** The one embedded Firestore of this process, emptied: the client of the code under test keeps the address of the first. */
export async function emptyFirestore(): Promise<EmbeddedFirestore> {
  server ??= EmbeddedFirestore.start({ now: () => (commitTime += 1), indexes });
  const firestore = await server;
  firestore.clear();
  process.env['FIRESTORE_EMULATOR_HOST'] = `${firestore.host}:${firestore.port}`;
  process.env['GCLOUD_PROJECT'] = PROJECT;
  process.env['METADATA_SERVER_DETECTION'] = 'none';
  return firestore;
}
