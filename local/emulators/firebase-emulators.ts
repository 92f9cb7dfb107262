import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { FIREBASE_TOOLS } from '../../scripts/firebase-cli.ts';
import type { Variables } from '../world/local-environment.ts';
import { localIdentity } from '../world/local-identity.ts';

const READY = 'All emulators ready!';
/** In front of each line that a function prints. */
const FUNCTION_OUTPUT = /^>\s+/;

export interface FirebaseEmulatorsOptions {
  /** The folder of firebase.json. */
  readonly directory: string;
  /** Such as `['functions', 'auth']`. */
  readonly emulators: readonly string[];
  readonly environment: Variables;
  readonly onFunctionOutput: (line: string) => void;
}

/** The Firebase Emulator Suite in a process of its own. */
export class FirebaseEmulators {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#closed = once(child, 'close');
  }

  /** Resolves when they answer. Rejects with all that they wrote where they end before, or have no functions. */
  static async start(options: FirebaseEmulatorsOptions): Promise<FirebaseEmulators> {
    const { directory, emulators: names, environment } = options;
    const env = { ...process.env, ...environment };
    const only = ['--only', names.join(',')];
    const place = ['--project', localIdentity.project, '--non-interactive'];
    const child = spawn(process.execPath, [await installedCli(), 'emulators:start', ...only, ...place], {
      cwd: directory,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      // a group of its own: Ctrl-C reaches this process alone, which then stops everything in its order
      detached: true,
    });
    const emulators = new FirebaseEmulators(child);
    try {
      await emulators.#ready(options.onFunctionOutput);
      return emulators;
    } catch (error) {
      await emulators.stop();
      throw error;
    }
  }

  /** Resolves when all processes are gone. */
  async stop(): Promise<void> {
    this.#child.kill('SIGINT');
    await this.#closed;
  }

  async #ready(onFunctionOutput: (line: string) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('The Firebase CLI has no output.');
    const written: string[] = [];
    createInterface({ input: stdout }).on('line', (line) => {
      if (FUNCTION_OUTPUT.test(line)) onFunctionOutput(line.replace(FUNCTION_OUTPUT, ''));
      else written.push(line);
      if (line.includes(READY)) resolve();
    });
    this.#child.once('error', reject);
    this.#child.once('close', () => {
      reject(new Error(`The Firebase emulators ended:\n${written.join('\n')}`));
    });
    await promise;
    if (!written.some((line) => line.includes('Loaded functions definitions'))) {
      throw new Error(`The Firebase emulators have no functions:\n${written.join('\n')}`);
    }
  }
}

/** The file of the CLI, which npx fetches once: to npx itself, and to the functions, a signal would do harm. */
async function installedCli(): Promise<string> {
  const parameters = ['--yes', '--package', FIREBASE_TOOLS, '--call', 'command -v firebase'];
  const env = { ...process.env, npm_config_prefer_offline: 'true' };
  const { stdout } = await promisify(execFile)('npx', parameters, { env });
  return stdout.trim();
}
