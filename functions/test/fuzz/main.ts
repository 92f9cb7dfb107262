import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { describeFigures, noFigures, together, type FuzzFigures } from './fuzz-figures.ts';
import type { FuzzOptions } from './fuzz.ts';

const usage = `Sends generated webhook bodies, status callbacks and calls to the served functions, and checks each answer and what it stored.
Ends with 1 if anything but a refusal or the right effect came of one, and shows the smallest case found. Four cases in five are webhook bodies, and nine of
ten of these must be signed for our account and sender, or the run ends with 1 too.

  npm run test:fuzz -- [--cases <count>] [--seed <number>]`;

const LEAST_SIGNED = 0.9;
const LARGEST_SEED = 2 ** 31;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '125000' },
      seed: { type: 'string', default: String(Date.now() % LARGEST_SEED) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(usage);
    return 0;
  }
  const seed = wholeNumber('seed', values.seed);
  const workers = availableParallelism();
  const cases = Math.ceil(wholeNumber('cases', values.cases) / workers);
  print(`seed ${seed}`);
  const runs = Array.from({ length: workers }, (_, worker) =>
    runInWorker({ cases, seed: seed + worker, stride: workers }, worker),
  );
  const figures = (await Promise.all(runs)).reduce(together, noFigures);
  print(describeFigures(figures));
  const areSigned = figures.ours >= LEAST_SIGNED * figures.twilioBodies;
  return figures.violations.length === 0 && areSigned ? 0 : 1;
}

/** A crash of the functions is one of the worker, which rejects. */
async function runInWorker(options: Omit<FuzzOptions, 'onProgress'>, number: number): Promise<FuzzFigures> {
  const worker = new Worker(new URL('fuzz-worker.ts', import.meta.url), {
    workerData: options,
    // what functions-framework prints of each request that it refuses
    stderr: true,
  });
  const ended = once(worker, 'exit').then(([code]) => {
    throw new Error(`Worker ${number} ended with ${String(code)} before its report.`);
  });
  const reported = new Promise<FuzzFigures>((resolve) => {
    worker.on('message', (message: { readonly cases?: number; readonly figures?: FuzzFigures }) => {
      if (message.figures !== undefined) resolve(message.figures);
      else process.stderr.write(`worker ${number}: ${message.cases} of ${options.cases}\n`);
    });
  });
  const figures = await Promise.race([reported, ended]);
  ended.catch(() => {});
  await worker.terminate();
  return figures;
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new Error(`--${option} must be a whole number above 0, not "${text}".\n\n${usage}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 2;
});
