import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const DISCOVERY = join(import.meta.dirname, '..', 'node_modules', '.bin', 'firebase-functions');

/** What `firebase deploy` would find in a module that exports functions: its JSON, as the discovery of firebase-functions writes it. */
export async function deployManifest(moduleFile: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'linkline-manifest-'));
  try {
    await writeFile(join(directory, 'package.json'), JSON.stringify({ main: moduleFile }));
    return await discoveredIn(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** The same for a folder with a package.json, by the `firebase-functions` that is installed there or here. */
export async function discoveredIn(directory: string, discovery = DISCOVERY): Promise<string> {
  const outputFile = join(directory, 'manifest.json');
  await promisify(execFile)(process.execPath, [discovery], {
    cwd: directory,
    env: {
      GCLOUD_PROJECT: 'demo-linkline',
      METADATA_SERVER_DETECTION: 'none',
      FUNCTIONS_MANIFEST_OUTPUT_PATH: outputFile,
    },
  });
  return readFile(outputFile, 'utf8');
}
