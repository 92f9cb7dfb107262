import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { functionEntry } from './function-entry.ts';

export const functionsDirectory = join(import.meta.dirname, '..', 'functions');

/** Bundles all functions with all their packages into one CommonJS file: it starts fastest. What its folder held before is gone. */
export async function buildFunctions(outputFile: string): Promise<void> {
  const sourceDirectory = join(functionsDirectory, 'src');
  const index = await readFile(join(sourceDirectory, 'index.ts'), 'utf8');
  await rm(dirname(outputFile), { recursive: true, force: true });
  await build({
    stdin: { contents: functionEntry(index), resolveDir: sourceDirectory, sourcefile: 'entry.js' },
    absWorkingDir: functionsDirectory,
    outfile: outputFile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    // names are kept: they cost no start-up time, and Error Reporting groups errors by the functions in a stack
    minifyIdentifiers: false,
    // read only where Node runs with --enable-source-maps
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'linked',
    // packages written as modules make a `require` from it; any other use of import.meta would find nothing
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    logOverride: { 'empty-import-meta': 'error' },
    logLevel: 'warning',
  });
}
