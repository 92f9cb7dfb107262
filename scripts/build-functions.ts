import { build, type Plugin } from 'esbuild';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleParts, type BundledParts } from './bundle/bundle-parts.ts';
import { leanLogging } from './bundle/lean-logging.ts';
import { leanPackages } from './bundle/lean-packages.ts';
import { exportedFunctions, functionEntry } from './function-entry.ts';

export const functionsDirectory = join(import.meta.dirname, '..', 'functions');

/**
 * Bundles all functions with all their packages: a file for each function, and parts that several load or that one loads late. A process
 * reads what it needs, and few files. What the folder held before is gone. Answers what each file was made of.
 */
export async function buildFunctions(
  outputFile: string,
  plugins: readonly Plugin[] = [leanLogging, leanPackages],
): Promise<BundledParts> {
  const sourceDirectory = join(functionsDirectory, 'src');
  const outputDirectory = dirname(outputFile);
  const functions = exportedFunctions(await readFile(join(sourceDirectory, 'index.ts'), 'utf8'));
  await rm(outputDirectory, { recursive: true, force: true });
  await mkdir(outputDirectory, { recursive: true });
  const entryPoints = functions.map(({ name, path }) => ({ in: join(sourceDirectory, path), out: name }));
  const parts = await bundleParts({
    entryPoints,
    outputDirectory,
    plugins,
    workingDirectory: functionsDirectory,
  });
  await writeFile(outputFile, functionEntry(functions));
  await buildFiller(outputDirectory);
  return parts;
}

async function buildFiller(outputDirectory: string): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, 'bundle', 'fill-compile-cache.ts')],
    outfile: join(outputDirectory, 'fill-compile-cache.cjs'),
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__filename' },
    logLevel: 'warning',
  });
}
