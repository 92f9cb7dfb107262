import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { functionsDirectory } from './build-functions.ts';
import { exportedFunctions } from './function-entry.ts';
import { runCommand } from './run-command.ts';

const COMPILER = join(import.meta.dirname, '..', 'node_modules', '.bin', 'tsc');

/** Adds what products that import the package need beside the functions: `./lib`, and types for both entries. */
export async function buildLibrary(outputDirectory: string): Promise<void> {
  await build({
    entryPoints: [join(functionsDirectory, 'src', 'lib.ts')],
    absWorkingDir: functionsDirectory,
    outfile: join(outputDirectory, 'lib.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    logLevel: 'warning',
  });
  const types = join(outputDirectory, 'types');
  await emitDeclarations(types);
  await writeFile(join(types, 'index.d.ts'), declarationsOfFunctions(await functionNames()));
  // the package is one of modules, but these describe CommonJS
  await writeFile(join(types, 'package.json'), '{ "type": "commonjs" }\n');
}

async function emitDeclarations(directory: string): Promise<void> {
  const project = join(functionsDirectory, 'tsconfig.declarations.json');
  const command = [COMPILER, '--project', project, '--outDir', directory] as const;
  const { succeeded, output } = await runCommand(command, () => {});
  if (!succeeded) throw new Error(`The declarations of ./lib could not be written:\n${output}`);
}

async function functionNames(): Promise<readonly string[]> {
  const index = await readFile(join(functionsDirectory, 'src', 'index.ts'), 'utf8');
  return exportedFunctions(index).map(({ name }) => name);
}

/** A product deploys the functions and calls none, so that their parameters are of no use to it. */
function declarationsOfFunctions(names: readonly string[]): string {
  return [
    '/** A function for the Firebase CLI to deploy. */',
    'export interface DeployedFunction {',
    '  (...parameters: never[]): unknown;',
    '  readonly __endpoint: unknown;',
    '}',
    ...names.map((name) => `export declare const ${name}: DeployedFunction;`),
    '',
  ].join('\n');
}
