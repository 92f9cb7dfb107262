import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { functionsDirectory } from './build-functions.ts';
import { configurationTable } from './configuration-table.ts';
import { kitPackage } from './kit-package.ts';
import { runNpm } from './run-npm.ts';

export interface KitTarball {
  readonly file: string;
  readonly version: string;
  /** Of the packed tarball. */
  readonly bytes: number;
  readonly paths: readonly string[];
}

/** What the package carries; its folder `kit` is what an app merges into its own files. */
const PROJECT_FILES: Readonly<Record<string, string>> = {
  'CHANGELOG.md': 'CHANGELOG.md',
  LICENSE: 'LICENSE',
  'firestore.indexes.json': 'kit/firestore.indexes.json',
  'firestore.rules': 'kit/firestore.rules',
  'functions/.env.example': 'kit/env.example',
  'functions/.secret.local.example': 'kit/secret.local.example',
  'functions/lib': 'lib',
};

const CONFIGURATION = /<!-- configuration -->.*<!-- \/configuration -->/s;

const packSchema = z.tuple([
  z.object({
    filename: z.string(),
    version: z.string(),
    size: z.number(),
    files: z.array(z.object({ path: z.string() })),
  }),
]);

/**
 * Packs the functions as a function kit that can be published: what has been built, locked to the dependencies of this moment by an
 * npm-shrinkwrap.json, without what only the workspace needs.
 */
export async function kitTarball(outputDirectory: string): Promise<KitTarball> {
  const staging = await mkdtemp(join(tmpdir(), 'linkline-kit-'));
  try {
    await stage(staging);
    await runNpm(staging, 'install', '--package-lock-only', '--omit-lockfile-registry-resolved');
    await rename(join(staging, 'package-lock.json'), join(staging, 'npm-shrinkwrap.json'));
    await runNpm(staging, 'ci', '--dry-run');
    const listing = await runNpm(staging, 'pack', '--json', '--pack-destination', outputDirectory);
    const [{ filename, version, size, files }] = packSchema.parse(JSON.parse(listing));
    return {
      file: join(outputDirectory, filename),
      version,
      bytes: size,
      paths: files.map(({ path }) => path),
    };
  } finally {
    await rm(staging, { recursive: true });
  }
}

async function stage(directory: string): Promise<void> {
  const packageFile = JSON.stringify(await kitPackage(), null, 2);
  await writeFile(join(directory, 'package.json'), `${packageFile}\n`);
  const copies = Object.entries(PROJECT_FILES).map(([from, to]) =>
    cp(join(functionsDirectory, '..', from), join(directory, to), { recursive: true }),
  );
  await Promise.all(copies);
  await stageReadme(directory);
}

/** Nobody who has only the package can follow a link to the table of the repository. */
async function stageReadme(directory: string): Promise<void> {
  const readme = await readFile(join(functionsDirectory, 'README.md'), 'utf8');
  const complete = readme.replace(CONFIGURATION, () => configurationTable());
  if (complete === readme) throw new Error('functions/README.md has no place for the configuration.');
  await writeFile(join(directory, 'README.md'), complete);
}
