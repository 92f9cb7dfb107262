import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { freePorts } from '../../local/world/free-ports.ts';
import { onServerCore } from './pinning.ts';

const FRAMEWORK = createRequire(import.meta.url).resolve('@google-cloud/functions-framework');
const HOST = '127.0.0.1';

export interface ServedProgram {
  /** Holds a package.json whose `main` exports the function. */
  readonly directory: string;
  readonly target: string;
  readonly signature: 'http' | 'cloudevent';
  readonly environment: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
}

/** One function in a process of its own, started as the platform starts it, on the server's core. */
export class ServedProcess {
  readonly port: number;
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;

  private constructor(child: ChildProcess, pid: number, port: number) {
    this.#child = child;
    this.#exit = once(child, 'exit');
    this.pid = pid;
    this.port = port;
  }

  /** A port that was free a moment ago: nobody is to wait for the program to say which one it took. */
  static async freePort(): Promise<number> {
    const [port = 0] = await freePorts(1);
    return port;
  }

  /** Returns as soon as the process exists; it listens when a connection is no longer refused. */
  static start(program: ServedProgram, port: number): ServedProcess {
    const { directory, target, signature, environment, nodeOptions = [] } = program;
    const [command, ...parameters] = onServerCore([
      ...nodeOptions,
      mainOf(FRAMEWORK),
      `--source=${directory}`,
    ]);
    const child = spawn(command, parameters, {
      // the framework drops its default messages in production, as on the platform
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        ...environment,
        FUNCTION_TARGET: target,
        FUNCTION_SIGNATURE_TYPE: signature,
        PORT: String(port),
        K_SERVICE: target,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.resume();
    if (child.pid === undefined) throw new Error(`${command} could not be started.`);
    return new ServedProcess(child, child.pid, port);
  }

  get url(): string {
    return `http://${HOST}:${this.port}/`;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    this.#child.kill('SIGKILL');
    await this.#exit;
  }
}

function mainOf(library: string): string {
  return library.replace(/index\.js$/, 'main.js');
}
