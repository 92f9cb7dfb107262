import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { secretParameters } from '../../functions/src/infra/config/parameters.ts';
import { buildFunctions, functionsDirectory } from '../../scripts/build-functions.ts';
import type { Variables } from '../world/local-environment.ts';
import { localIdentity } from '../world/local-identity.ts';

const PARAMETERS_FILE = `.env.${localIdentity.project}`;
const secretNames = new Set(Object.values(secretParameters).map(({ name }) => name));

/** A Firebase project in a temporary folder: what the Firebase CLI writes beside the functions goes with it. */
export class EmulatedProject {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** Builds the functions into it, with these parameters and secrets. */
  static async create(variables: Variables, emulators: object): Promise<EmulatedProject> {
    const directory = await mkdtemp(join(tmpdir(), 'linkline-emulators-'));
    const project = new EmulatedProject(directory);
    try {
      await project.#fill(variables, emulators);
      return project;
    } catch (error) {
      await project.remove();
      throw error;
    }
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  async #fill(variables: Variables, emulators: object): Promise<void> {
    const root = join(functionsDirectory, '..');
    const source = join(this.directory, 'functions');
    await mkdir(source);
    await buildFunctions(join(source, 'lib', 'index.cjs'));
    await copyFile(join(functionsDirectory, 'package.json'), join(source, 'package.json'));
    await symlink(join(root, 'node_modules'), join(source, 'node_modules'));
    for (const file of ['firestore.rules', 'firestore.indexes.json']) {
      await copyFile(join(root, file), join(this.directory, file));
    }
    const configuration = {
      functions: [{ codebase: 'linkline', source: 'functions' }],
      firestore: { rules: 'firestore.rules', indexes: 'firestore.indexes.json' },
      emulators,
    };
    await writeFile(join(this.directory, 'firebase.json'), JSON.stringify(configuration));
    const [secrets, parameters] = partition(variables);
    await writeFile(join(source, PARAMETERS_FILE), linesOf(parameters));
    await writeFile(join(source, '.secret.local'), linesOf(secrets));
  }
}

/** The parameters of the emulators' project that a person wrote down; none where there is no such file. */
export async function ownParameters(): Promise<Variables> {
  const file = join(functionsDirectory, PARAMETERS_FILE);
  const text = existsSync(file) ? await readFile(file, 'utf8') : '';
  const written = Object.entries(parseEnv(text)).filter(([, value]) => value);
  return Object.fromEntries(written.map(([name, value]) => [name, String(value)]));
}

type Entries = readonly (readonly [name: string, value: string])[];

function partition(variables: Variables): [secrets: Entries, parameters: Entries] {
  const { secret = [], parameter = [] } = Object.groupBy(Object.entries(variables), ([name]) =>
    secretNames.has(name) ? 'secret' : 'parameter',
  );
  return [secret, parameter];
}

function linesOf(entries: Entries): string {
  return entries.map(([name, value]) => `${name}=${JSON.stringify(value)}\n`).join('');
}
