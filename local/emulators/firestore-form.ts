import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const OLDEST_JAVA = 21;

export interface FirestoreForm {
  readonly form: 'embedded' | 'emulator';
  readonly reason: string;
}

/** Which Firestore the other emulators get: that of Firebase where its Java is there, and where nobody asked for the other. */
export async function firestoreForm(isForced: boolean): Promise<FirestoreForm> {
  if (isForced) return { form: 'embedded', reason: 'because of --embedded' };
  const java = await installedJava();
  if (java === undefined) return { form: 'embedded', reason: 'because Java is not installed' };
  const isNewEnough = java >= OLDEST_JAVA;
  return {
    form: isNewEnough ? 'emulator' : 'embedded',
    reason: `because Java ${java} is installed, and the Firestore emulator needs ${OLDEST_JAVA}`,
  };
}

async function installedJava(): Promise<number | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)('java', ['-version']);
    return javaVersion(stdout + stderr);
  } catch {
    // a Java that does not run is as good as none
    return undefined;
  }
}

/** The major version, of which Java 8 and older say "1.8". */
function javaVersion(output: string): number | undefined {
  const [, version] = /version "(?:1\.)?(\d+)/.exec(output) ?? [];
  return version === undefined ? undefined : Number(version);
}
