import { readdir, readFile } from 'node:fs/promises';
import { join, matchesGlob, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { functionsDirectory } from './build-functions.ts';

const firebaseSchema = z.object({ functions: z.tuple([z.object({ ignore: z.array(z.string()) })]) });

export interface UploadedFile {
  /** From the functions folder. */
  readonly path: string;
  readonly bytes: number;
  readonly compressedBytes: number;
}

/** What a deployment of this repository uploads. */
export async function uploadOfRepository(): Promise<readonly UploadedFile[]> {
  const firebaseFile = await readFile(join(functionsDirectory, '..', 'firebase.json'), 'utf8');
  const [codebase] = firebaseSchema.parse(JSON.parse(firebaseFile)).functions;
  return uploadedFiles(functionsDirectory, codebase.ignore);
}

/** What the Firebase CLI packs into the archive of a codebase, whose patterns it matches against whole paths. */
export async function uploadedFiles(
  directory: string,
  ignore: readonly string[],
): Promise<readonly UploadedFile[]> {
  const parent = join(directory, '..');
  const isIgnored = (path: string) => ignore.some((pattern) => matches(relative(parent, path), pattern));
  const paths = await filesIn(directory, isIgnored);
  return Promise.all(
    paths.map(async (path) => {
      const content = await readFile(path);
      const compressedBytes = gzipSync(content).byteLength;
      return { path: relative(directory, path), bytes: content.byteLength, compressedBytes };
    }),
  );
}

async function filesIn(directory: string, isIgnored: (path: string) => boolean): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const found = entries
    .map((entry) => ({ entry, path: join(directory, entry.name) }))
    .filter(({ path }) => !isIgnored(path));
  const files = await Promise.all(
    found.map(async ({ entry, path }) => (entry.isDirectory() ? filesIn(path, isIgnored) : [path])),
  );
  return files.flat().toSorted();
}

function matches(path: string, pattern: string): boolean {
  return pattern.startsWith('!') ? !matchesGlob(path, pattern.slice(1)) : matchesGlob(path, pattern);
}
