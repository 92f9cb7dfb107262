import { parseArgs } from 'node:util';
import { report } from './report.ts';
import { runSoak } from './soak.ts';

const usage = `Sends messages both ways through Linkline while everything around it misbehaves and the functions are killed at random,
then shows what was lost. Ends with 1 if a promise was broken.

  npm run test:soak -- [--messages <count>] [--seed <number>] [--people <count>]`;

const LARGEST_SEED = 2 ** 31;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      messages: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Date.now() % LARGEST_SEED) },
      people: { type: 'string', default: '20' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(usage);
    return 0;
  }
  const options = {
    messages: wholeNumber('messages', values.messages),
    seed: wholeNumber('seed', values.seed),
    people: wholeNumber('people', values.people),
  };
  print(`seed ${options.seed}`);
  const soak = await runSoak({
    ...options,
    messagesPerWave: 40,
    longestWait: 3_000,
    longestPause: 80,
    onProgress: (stage) => process.stderr.write(`${stage}\n`),
  });
  print(report(soak));
  return soak.violations.length === 0 ? 0 : 1;
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new Error(`--${option} must be a whole number above 0, not "${text}".\n\n${usage}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 2;
});

// a client whose call was cut may try again for minutes, and would keep the process alive
process.stdout.write('', () => process.exit(exitCode));
