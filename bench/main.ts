import { benchColdStarts } from './cold-start/cold-start-bench.ts';
import { benchMemory } from './memory/memory-bench.ts';
import { benchOptions, usage, type BenchOptions, type Part } from './options.ts';
import { Programs } from './programs/programs.ts';
import { goalsTable } from './report/goals.ts';
import { thisMachine } from './report/machine.ts';
import { readResults, writeResult, type Results } from './report/results.ts';
import { terminalTable } from './report/table.ts';
import { coldTable, memoryTable, warmTable } from './report/tables.ts';
import { writeReport } from './report/write-report.ts';
import { moveToLoadCore } from './served/pinning.ts';
import { benchWarm } from './warm/warm-bench.ts';
import { BenchWorld } from './world/bench-world.ts';

const NOTHING: Results = { cold: null, warm: null, memory: null };

async function main(): Promise<void> {
  const options = benchOptions(process.argv.slice(2));
  if (options === null) {
    print(usage);
    return;
  }
  moveToLoadCore();
  const former: Results = options.isQuick ? NOTHING : await readResults();
  const measured: Partial<Results>[] = [];
  for (const part of options.parts) {
    const result = await measure(part, options);
    if (!options.isQuick) await writeResult(part, result[part] ?? {});
    measured.push(result);
  }
  const results: Results = Object.assign({}, former, ...measured);
  show(results);
  if (!options.isQuick) await writeReport(results);
}

/** One part, in a world of its own: what one leaves behind does not slow down the next. */
async function measure(part: Part, options: BenchOptions): Promise<Partial<Results>> {
  const programs = await Programs.create();
  const world = await BenchWorld.start();
  const machine = thisMachine(new Date());
  const onRound = (round: number) => progress(`${part}: round ${round}`);
  try {
    switch (part) {
      case 'cold': {
        const { rounds } = options;
        return {
          cold: { machine, rounds, rows: await benchColdStarts(programs, world, { rounds, onRound }) },
        };
      }
      case 'warm': {
        const { warmRounds: rounds, seconds } = options;
        return {
          warm: { machine, rounds, rows: await benchWarm(programs, world, { rounds, seconds, onRound }) },
        };
      }
      case 'memory': {
        const onSample = ({ megabytes }: { megabytes: number }) =>
          progress(`memory: ${megabytes.toFixed(0)} MB`);
        const rows = await benchMemory(programs, world, { minutes: options.minutes, onSample });
        return { memory: { machine, rounds: 1, rows } };
      }
    }
  } finally {
    await world.stop();
    await programs.remove();
  }
}

function show(results: Results): void {
  const { cold, warm, memory } = results;
  if (cold !== null) print(terminalTable(coldTable(cold.rows)));
  if (warm !== null) print(terminalTable(warmTable(warm.rows)));
  if (memory !== null) print(terminalTable(memoryTable(memory.rows)));
  print(terminalTable(goalsTable(results)));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

await main();
