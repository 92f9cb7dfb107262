import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { firebaseCli } from '../firebase-cli.ts';
import type { KitTarball } from '../kit-tarball.ts';
import { runCommand } from '../run-command.ts';
import { runNpm } from '../run-npm.ts';
import { PackageRegistry } from './package-registry.ts';

const PROJECT = 'demo-linkline';
const SCOPE = '@linkline';
/** The kit is called after its package where nobody answers the questions of the CLI. */
const SOURCE = 'function-kits/functions/source';

const firebaseSchema = z.looseObject({
  functions: z.tuple([z.looseObject({ instances: z.record(z.string(), z.string()) })]),
});

/** An app's project without an account, and with nothing in it but a kit. */
export class KitProject {
  readonly #directory: string;
  /** Where functions run at home: a CLI asks for no sign-in that has a token, and needs none for what happens on this machine. */
  readonly #environment = {
    ...process.env,
    FIREBASE_TOKEN: 'none',
    METADATA_SERVER_DETECTION: 'none',
    npm_config_prefer_offline: 'true',
  };

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Installs the kit by the command that everybody uses. What the CLI wrote. Throws where it fails. */
  async install(kit: KitTarball, manifest: { readonly name: string }): Promise<string> {
    const registry = await PackageRegistry.start(kit, manifest);
    try {
      await this.#write('firebase.json', '{}');
      for (const folder of ['', SOURCE]) {
        await this.#write(join(folder, '.npmrc'), `${SCOPE}:registry=${registry.url}\n`);
      }
      const options = ['--package', manifest.name, '--force', '--no-configure'];
      return await this.#firebase(['functions:kits:install', ...options]);
    } finally {
      registry.stop();
    }
  }

  /** As the README of the kit tells products that bring a processor of their own: this one says that it was built. */
  async useProcessor(packageName: string, announcement: string): Promise<void> {
    const index = join(SOURCE, 'src', 'index.ts');
    const lines = [
      await readFile(join(this.#directory, index), 'utf8'),
      `import { configureProcessor } from '${packageName}/lib';`,
      `configureProcessor(({ next }) => (process.stdout.write('${announcement}\\n'), next));`,
    ];
    await this.#write(index, lines.join('\n'));
    await runNpm(join(this.#directory, SOURCE), 'run', 'build');
  }

  /** Runs a command while the Functions and Auth emulators serve the kit. What all of them wrote. Throws where it fails. */
  async whileEmulated(command: string, options: EmulationOptions): Promise<string> {
    const file = join(this.#directory, 'firebase.json');
    const firebase = firebaseSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const [{ instances }] = firebase.functions;
    await this.#write('firebase.json', JSON.stringify({ ...firebase, emulators: options.emulators }));
    await this.#write(join(SOURCE, '.secret.local'), linesOf(options.secrets));
    for (const folder of Object.values(instances)) {
      await this.#write(join(folder, `.env.${PROJECT}`), linesOf(options.parameters));
    }
    return this.#firebase(['emulators:exec', '--only', 'functions,auth', command], options.environment);
  }

  async #firebase(parameters: readonly string[], environment: Texts = {}): Promise<string> {
    const command = firebaseCli(...parameters, '--non-interactive', '--project', PROJECT);
    const options = { cwd: this.#directory, env: { ...this.#environment, ...environment } };
    const { succeeded, output } = await runCommand(command, () => {}, options);
    if (!succeeded) throw new Error(`firebase ${parameters[0]} failed:\n${output}`);
    return output;
  }

  async #write(name: string, content: string): Promise<void> {
    const file = join(this.#directory, name);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, content);
  }
}

type Texts = Readonly<Record<string, string>>;

interface EmulationOptions {
  /** For firebase.json. */
  readonly emulators: object;
  readonly parameters: Texts;
  readonly secrets: Texts;
  readonly environment: Texts;
}

function linesOf(values: Texts): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
