import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const FRAMEWORK = join(
  import.meta.dirname,
  '../../../node_modules/@google-cloud/functions-framework/build/src/main.js',
);
const PORT_REPORTER = join(import.meta.dirname, 'port-reporter.ts');

export interface ServedFunctionOptions {
  /** Holds a package.json whose `main` exports the function. */
  readonly directory: string;
  readonly target: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** One function in a process of its own, started as the platform starts it. */
export class ServedFunction {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#process = child;
    this.url = `http://127.0.0.1:${port}/`;
  }

  static async start({ directory, target, environment }: ServedFunctionOptions): Promise<ServedFunction> {
    const child = fork(FRAMEWORK, [`--source=${directory}`, `--target=${target}`], {
      execArgv: ['--import', PORT_REPORTER],
      // the framework drops its default messages in production, as on the platform
      env: { ...environment, FUNCTION_TARGET: target, PORT: '0', NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const exit = once(child, 'exit').then(([code]) => {
      throw new Error(`The functions framework ended with ${String(code)} before it served ${target}.`);
    });
    const port: unknown = await Promise.race([once(child, 'message').then(([message]) => message), exit]);
    return new ServedFunction(child, Number(port));
  }

  /** The files that it has loaded by now, but for modules. */
  async loadedFiles(): Promise<readonly string[]> {
    const answer = once(this.#process, 'message');
    this.#process.send('what is loaded?');
    // what the reporter sends is declared there
    const [files] = (await answer) as [readonly string[]];
    return files;
  }

  async stop(): Promise<void> {
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exit;
  }
}
