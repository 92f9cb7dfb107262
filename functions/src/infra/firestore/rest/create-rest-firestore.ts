import type { Clock } from '../../../domain/shared/clock.ts';
import { CachedAccessTokens, emulatorTokens, type GrantedToken } from './access-tokens.ts';
import { applicationDefaultToken, metadataToken } from './granted-tokens.ts';
import { RestConnection } from './rest-connection.ts';
import { RestFirestore } from './rest-firestore.ts';

interface RestFirestoreSettings {
  readonly project: string;
  readonly database: string;
  readonly clock: Clock;
  /** What the platform set. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

const FIRESTORE = 'https://firestore.googleapis.com';
const METADATA_SERVER = 'metadata.google.internal';

/** Goes where the server client goes, and as whom it goes. */
export function createRestFirestore({
  project,
  database,
  clock,
  variables,
}: RestFirestoreSettings): RestFirestore {
  const emulator = variables['FIRESTORE_EMULATOR_HOST'];
  if (emulator) {
    const connection = new RestConnection(`http://${emulator}`);
    return new RestFirestore({ project, database, connection, tokens: emulatorTokens });
  }
  const tokens = new CachedAccessTokens({ clock, grant: grantFor(variables) });
  return new RestFirestore({ project, database, connection: new RestConnection(FIRESTORE), tokens });
}

/** Cloud Run, where deployed functions are, names its service: there the search for credentials has one answer. */
function grantFor(variables: RestFirestoreSettings['variables']): () => Promise<GrantedToken> {
  const isOnCloudRun = Boolean(variables['K_SERVICE']) && !variables['GOOGLE_APPLICATION_CREDENTIALS'];
  if (!isOnCloudRun) return applicationDefaultToken;
  const metadataServer = new RestConnection(`http://${variables['GCE_METADATA_HOST'] || METADATA_SERVER}`);
  return () => metadataToken(metadataServer);
}
