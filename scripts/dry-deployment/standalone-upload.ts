import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { functionsDirectory } from '../build-functions.ts';
import { discoveredIn } from '../deploy-manifest.ts';
import { runCommand } from '../run-command.ts';
import { runNpm } from '../run-npm.ts';
import { uploadOfRepository } from '../uploaded-files.ts';

/** Does with the upload, in a folder of its own, what Cloud Build does. What the functions that were installed there would deploy. */
export async function manifestOfUpload(directory: string): Promise<string> {
  const files = await uploadOfRepository();
  await Promise.all(files.map(({ path }) => cp(join(functionsDirectory, path), join(directory, path))));
  await runNpm(directory, 'ci');
  const { succeeded, output } = await runCommand(['npm', 'run', '--if-present', 'gcp-build'], () => {}, {
    cwd: directory,
  });
  if (!succeeded) throw new Error(`gcp-build failed:\n${output}`);
  await runNpm(directory, 'prune', '--omit=dev');
  return discoveredIn(directory, join(directory, 'node_modules', '.bin', 'firebase-functions'));
}
