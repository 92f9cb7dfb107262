import { parseArgs } from 'node:util';

export const parts = ['cold', 'warm', 'memory'] as const;

export type Part = (typeof parts)[number];

export interface BenchOptions {
  readonly parts: readonly Part[];
  /** Of cold starts. */
  readonly rounds: number;
  readonly warmRounds: number;
  /** Of each round of load. */
  readonly seconds: number;
  /** Of steady load. */
  readonly minutes: number;
}

export const usage = `Measures what the functions cost to start and to run, beside the least that functions-framework can serve, shows tables and writes them
into docs/performance.md.

  npm run bench -- [--only cold|warm|memory] [--rounds <count>] [--minutes <count>] [--quick]

--only     one part; the others stay as they were measured last.
--rounds   how often each function is started: 9 unless given.
--minutes  how long messages keep coming to see whether memory stays flat: 10 unless given.
--quick    a few rounds and half a minute, to see that everything works; nothing is written.`;

/** Throws with the usage where an option is wrong; null where only the usage is wanted. */
export function benchOptions(parameters: readonly string[]): (BenchOptions & { isQuick: boolean }) | null {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      minutes: { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const isQuick = values.quick;
  return {
    isQuick,
    parts: parts.filter((part) => part === partOf(values.only, part)),
    rounds: positive('rounds', values.rounds, isQuick ? 2 : 9),
    warmRounds: isQuick ? 1 : 9,
    seconds: isQuick ? 1 : 3,
    minutes: positive('minutes', values.minutes, isQuick ? 0.5 : 10),
  };
}

function partOf(only: string | undefined, all: Part): Part {
  const part = parts.find((known) => known === (only ?? all));
  if (part === undefined) throw new Error(`--only is one of ${parts.join(', ')}, not "${only}".\n\n${usage}`);
  return part;
}

function positive(option: string, text: string | undefined, usual: number): number {
  const value = text === undefined ? usual : Number(text);
  if (value > 0) return value;
  throw new Error(`--${option} must be a number above 0, not "${text}".\n\n${usage}`);
}
