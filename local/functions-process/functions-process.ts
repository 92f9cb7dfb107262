import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FunctionDescription } from '../functions-host/deployed-function.ts';
import type { ServedFunctions } from '../functions-host/served-functions.ts';
import type { ActivityRecorder } from '../world/activity-recorder.ts';
import { HttpListener } from '../world/http-listener.ts';
import type { LocalClock } from '../world/local-clock.ts';
import type { Variables } from '../world/local-environment.ts';
import type { ProcessMessage, WorldMessage } from './process-protocol.ts';

export interface FunctionsProcessOptions {
  /** 0 = any free port. It stays the same over all restarts. */
  readonly port: number;
  readonly project: string;
  readonly region: string;
  /** What the process serves: the functions that this module exports. */
  readonly module: URL;
  /** The process follows it; it must run with the machine's time. */
  readonly clock: LocalClock;
  readonly recorder: ActivityRecorder;
}

const HOST = '127.0.0.1';
const ENTRY = fileURLToPath(new URL('functions-process-entry.ts', import.meta.url));

/** Serves the functions from a process of their own, which can be killed and started again as if an instance had crashed. */
export class FunctionsProcess implements ServedFunctions {
  readonly baseUrl: string;
  readonly #options: FunctionsProcessOptions;
  readonly #forgetClock: () => void;
  readonly #questions = new Map<number, () => void>();
  #variables: Variables = {};
  #child: ChildProcess | undefined;
  #asked = 0;
  #skew = 0;
  /** Requests that the process which runs now has served, as of its last answer, and those of its forerunners. */
  #requests = { now: 0, before: 0 };

  private constructor(options: FunctionsProcessOptions) {
    const { port, project, region, clock } = options;
    this.baseUrl = `http://${HOST}:${port}/${project}/${region}`;
    this.#options = options;
    this.#forgetClock = clock.onMove(() => this.#tell({ kind: 'clock', ahead: this.#ahead }));
  }

  /** Chooses the addresses; the functions run from `start` on. Rejects where the port is taken. */
  static async reserve(options: FunctionsProcessOptions): Promise<FunctionsProcess> {
    const listener = await HttpListener.start({ host: HOST, port: options.port }, () => {});
    await listener.stop();
    return new FunctionsProcess({ ...options, port: listener.port });
  }

  get requests(): number {
    return this.#requests.now + this.#requests.before;
  }

  /** Undefined while the functions are down. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  url(name: string): string {
    return `${this.baseUrl}/${name}`;
  }

  /** From now on the functions' clock is so many milliseconds ahead of the world's, or behind it. */
  skewClock(milliseconds: number): void {
    this.#skew = milliseconds;
    this.#tell({ kind: 'clock', ahead: this.#ahead });
  }

  /** Starts the functions with these variables besides those of this process. Rejects if they cannot be loaded. */
  async start(variables: Variables): Promise<readonly FunctionDescription[]> {
    this.#variables = variables;
    return await this.#launch();
  }

  /** SIGKILL at once; resolves when the process is gone. Requests under way are cut, new ones refused. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Kills the functions if they run and starts them at the same address; resolves when they answer. */
  async restart(): Promise<void> {
    await this.kill();
    await this.#launch();
  }

  /** Changes these variables as a deployment does: the new functions answer before the old ones, which finish what they began, end. */
  async deploy(changes: Variables): Promise<void> {
    const former = this.#child;
    this.#variables = { ...this.#variables, ...changes };
    await this.#launch();
    if (former === undefined) return;
    const gone = once(former, 'exit');
    former.send({ kind: 'retire' } satisfies WorldMessage);
    await gone;
  }

  /** Also resolves when the process is killed meanwhile. */
  async idle(): Promise<void> {
    if (!this.#child) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const question = (this.#asked += 1);
    this.#questions.set(question, resolve);
    this.#tell({ kind: 'idle', question });
    await promise;
  }

  async stop(): Promise<void> {
    this.#forgetClock();
    await this.kill();
  }

  async #launch(): Promise<readonly FunctionDescription[]> {
    const { port, project, region, module } = this.#options;
    const env = { ...process.env, ...this.#variables };
    // options of this process, such as those of a test runner, are not for the functions
    const child = fork(ENTRY, { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child = child;
    this.#requests = { now: 0, before: this.requests };
    child.once('exit', () => this.#forget(child));
    const ready = this.#listen(child);
    this.#tell({ kind: 'start', module: module.href, port, project, region, ahead: this.#ahead });
    return await ready;
  }

  async #listen(child: ChildProcess): Promise<readonly FunctionDescription[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly FunctionDescription[]>();
    child.on('message', (message: ProcessMessage) => {
      if (message.kind === 'ready') resolve(message.functions);
      else this.#hear(message);
    });
    child.once('exit', (code, signal) => {
      reject(new Error(`The functions ended before they were ready: ${signal ?? `exit code ${code}`}.`));
    });
    return await promise;
  }

  #hear(message: Exclude<ProcessMessage, { readonly kind: 'ready' }>): void {
    const { recorder } = this.#options;
    switch (message.kind) {
      case 'idle':
        this.#requests.now = message.requests;
        this.#answer(message.question);
        break;
      case 'log-line':
        recorder.logLine(message.line);
        break;
      case 'log-entry':
        recorder.logEntry(message.entry);
        break;
      case 'metric':
        recorder.metric(message.sample);
        break;
    }
  }

  get #ahead(): number {
    return this.#options.clock.ahead + this.#skew;
  }

  #answer(question: number): void {
    this.#questions.get(question)?.();
    this.#questions.delete(question);
  }

  /** Whoever waits for a process that is gone waits no longer. */
  #forget(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#requests = { now: 0, before: this.requests };
    for (const question of this.#questions.keys()) this.#answer(question);
  }

  #tell(message: WorldMessage): void {
    // one that has just been killed hears nothing more, which is no error
    if (this.#child?.connected) this.#child.send(message, () => {});
  }
}
