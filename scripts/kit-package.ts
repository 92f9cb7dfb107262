import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { functionsDirectory } from './build-functions.ts';

const schema = z.looseObject({
  name: z.string(),
  files: z.array(z.string()),
  publishConfig: z.looseObject({ access: z.string() }),
});

/** What is published beside the files that package.json lists. */
const ADDED_FILES = ['CHANGELOG.md', 'kit', 'npm-shrinkwrap.json'];

/**
 * The package.json of the function kit: that of the workspace without what only the workspace needs, and with what `publishConfig` says
 * instead. Types come from the sources here, and from declarations where the package is installed.
 */
export async function kitPackage() {
  const text = await readFile(join(functionsDirectory, 'package.json'), 'utf8');
  const {
    private: _private,
    scripts: _scripts,
    devDependencies: _development,
    ...source
  } = schema.parse(JSON.parse(text));
  const { access, ...published } = source.publishConfig;
  return { ...source, ...published, files: [...source.files, ...ADDED_FILES], publishConfig: { access } };
}
