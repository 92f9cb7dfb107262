import { parseArgs } from 'node:util';
import { report } from './report.ts';
import type { SoakOptions } from './soak-options.ts';
import { runSoak } from './soak.ts';

const usage = `Lets people link, leave and write while everything around Linkline misbehaves and its functions are killed again and again,
then shows what was lost. Ends with 1 if a promise was broken.

  npm run test:soak -- [--minutes <count> | --messages <count>] [--seed <number>] [--people <count>]

--minutes  how long the storm rages, in real time: 60 unless given. Linkline's own clock runs twenty times as fast.
--messages ends it after so many messages instead.
--seed     makes the same choices again. What a choice meets depends on the machine's timing too, so that a run can be repeated, not replayed
           step by step.
--people   how many stay linked all the time; for each ten there are two users more who link and leave: 20 unless given.`;

const LARGEST_SEED = 2 ** 31;
const PEOPLE_A_GROUP = 10;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '60' },
      messages: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % LARGEST_SEED) },
      people: { type: 'string', default: '20' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(usage);
    return 0;
  }
  const people = wholeNumber('people', values.people);
  const options: SoakOptions = {
    length:
      values.messages === undefined
        ? { minutes: wholeNumber('minutes', values.minutes) }
        : { messages: wholeNumber('messages', values.messages) },
    seed: wholeNumber('seed', values.seed),
    people,
    restlessGroups: Math.ceil(people / PEOPLE_A_GROUP),
    messagesPerWave: 40,
    mostUnderWay: 30,
    mostKills: Infinity,
    longestLife: 10_000,
    longestPause: 80,
    patience: 30_000,
    onProgress: (stage) => process.stderr.write(`${stage}\n`),
  };
  print(`seed ${options.seed}`);
  const soak = await runSoak(options);
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
