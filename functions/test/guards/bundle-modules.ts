import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { BundledParts } from '../../../scripts/bundle/bundle-parts.ts';

/** The sources in the files that a process reads when it loads the bundle with these variables. */
export async function sourcesLoadedWith(
  environment: Readonly<Record<string, string>>,
  bundle: string,
  parts: BundledParts,
): Promise<readonly string[]> {
  const program = `require(${JSON.stringify(bundle)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--eval', program], { env: environment });
  const files = z.array(z.string()).parse(JSON.parse(stdout));
  return files.flatMap((file) => parts.get(basename(file)) ?? []);
}
