import { parameters } from '../../../functions/src/infra/config/parameters.ts';
import { UnusableError } from '../../admin/admin-error.ts';
import type { Settings } from '../../admin/settings.ts';
import type { Check, Patient } from '../check.ts';
import { CannotTellError } from '../cannot-tell-error.ts';
import { warning, wrong, type Finding } from '../finding.ts';

/** Regions in which a database of several regions keeps its documents: https://firebase.google.com/docs/firestore/locations */
const REGIONS_OF: Readonly<Record<string, readonly string[]>> = {
  nam5: ['us-central1'],
  nam7: ['us-central1', 'us-east4'],
  eur3: ['europe-west1', 'europe-west4'],
};

/** Whether the database is there, answers, is near the functions, and holds numbers under our key. */
export const firestoreCheck: Check = {
  name: 'firestore',
  title: 'Firestore',
  async examine(patient) {
    const { settings, administration } = patient;
    const { FIRESTORE_DATABASE: database, FUNCTION_DEFAULT_REGION: region } = settings.read(
      'FIRESTORE_DATABASE',
      'FUNCTION_DEFAULT_REGION',
    );
    const location = await administration.databaseLocation(database);
    if (location === null) {
      const create = `gcloud firestore databases create --database='${database}' --location=${region}`;
      return [wrong(`There is no database ${database}.`, `${create} --project ${settings.project}`)];
    }
    return [...distance(location, region), ...(await reach(patient))];
  },
};

/** Throws `CannotTellError` where there is no database to ask. */
export async function existingDatabase({ settings, administration }: Patient): Promise<string> {
  const { FIRESTORE_DATABASE: database } = settings.read('FIRESTORE_DATABASE');
  if ((await administration.databaseLocation(database)) !== null) return database;
  throw new CannotTellError(`There is no database ${database}.`, 'See what is wrong with Firestore.');
}

function distance(location: string, region: string): readonly Finding[] {
  const near = REGIONS_OF[location] ?? [location];
  if (near.includes(region)) return [];
  const { name } = parameters.region;
  return [
    warning(
      `The functions are in ${region}, the database is in ${location}: each read and write takes longer.`,
      `set ${name}=${near[0]} and the webhook's address at Twilio, or keep it as it is`,
    ),
  ];
}

async function reach(patient: Patient): Promise<readonly Finding[]> {
  const connection = await patient.connect();
  try {
    if (isKeyKnown(patient.settings)) await connection.addressKeys();
    return [];
  } catch (error) {
    if (!(error instanceof UnusableError)) throw error;
    const [problem = '', ...fix] = error.message.split('\n');
    return [wrong(problem, fix.join(' ').trim())];
  } finally {
    await connection.close();
  }
}

/** What is wrong with the key itself is said of the secrets. */
function isKeyKnown(settings: Settings): boolean {
  try {
    settings.read('ADDRESS_KEY');
    return true;
  } catch (error) {
    if (error instanceof UnusableError) return false;
    throw error;
  }
}
