import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNpm } from './run-npm.ts';

/**
 * Writes the package-lock.json of a workspace as if it stood alone, since Cloud Build gets no other folder. Throws where `npm ci`, which
 * Cloud Build runs, would refuse it.
 */
export async function writeStandaloneLockfile(directory: string): Promise<void> {
  await runNpm(directory, 'install', '--package-lock-only', '--workspaces=false');
  const copy = await mkdtemp(join(tmpdir(), 'linkline-upload-'));
  try {
    const names = ['package.json', 'package-lock.json'];
    await Promise.all(names.map((name) => copyFile(join(directory, name), join(copy, name))));
    await runNpm(copy, 'ci', '--dry-run');
  } finally {
    await rm(copy, { recursive: true });
  }
}
