import { build, type Plugin } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildFunctions } from '../../scripts/build-functions.ts';
import { leanLogging } from '../../scripts/bundle/lean-logging.ts';
import { leanPackages } from '../../scripts/bundle/lean-packages.ts';
import { replacingModule } from './replacing-module.ts';

const HELLO = "exports.hello = (request, response) => response.send('hello');\n";
const local = (file: string) => new URL(file, import.meta.url);

/** The folders of what is measured, built anew: each with a package.json whose `main` exports functions. */
export class Programs {
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async create(): Promise<Programs> {
    return new Programs(await mkdtemp(join(tmpdir(), 'linkline-bench-')));
  }

  /** The least that functions-framework can serve, in a file with this extension. */
  async hello(extension: 'js' | 'cjs'): Promise<string> {
    const directory = await this.#folder(`hello-${extension}`, `index.${extension}`);
    await writeFile(join(directory, `index.${extension}`), HELLO);
    return directory;
  }

  /** As it is deployed. */
  deployed(): Promise<string> {
    return this.#functions('deployed', [leanLogging, leanPackages]);
  }

  withoutCompileCache(): Promise<string> {
    return this.#functions('without-compile-cache', [leanLogging, leanPackages], false);
  }

  /** Packages as they are, but bundled. */
  withWholePackages(): Promise<string> {
    return this.#functions('whole-packages', []);
  }

  withoutLogger(): Promise<string> {
    return this.#functions('without-logger', [
      leanPackages,
      replacingModule('create-logger', local('silent-logger.ts')),
    ]);
  }

  withUsualLogger(): Promise<string> {
    return this.#functions('usual-logger', [
      leanPackages,
      replacingModule('create-logger', local('usual-logger.ts')),
    ]);
  }

  withoutStore(): Promise<string> {
    return this.#functions('without-store', [
      leanLogging,
      leanPackages,
      replacingModule('started-module', local('module-without-store.ts')),
    ]);
  }

  async bareHandler(): Promise<string> {
    const directory = await this.#folder('bare-handler', 'index.cjs');
    await build({
      entryPoints: [local('bare-handler.ts').pathname],
      outfile: join(directory, 'index.cjs'),
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'cjs',
      logLevel: 'warning',
    });
    return directory;
  }

  async remove(): Promise<void> {
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #functions(name: string, plugins: readonly Plugin[], hasCompileCache = true): Promise<string> {
    const directory = await this.#folder(name, 'lib/index.cjs');
    const library = join(directory, 'lib');
    await buildFunctions(join(library, 'index.cjs'), plugins);
    if (hasCompileCache)
      await promisify(execFile)(process.execPath, [join(library, 'fill-compile-cache.cjs')]);
    return directory;
  }

  async #folder(name: string, main: string): Promise<string> {
    const directory = join(this.#directory, name);
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'package.json'), JSON.stringify({ main }));
    return directory;
  }
}
