import type { Programs } from '../programs/programs.ts';
import { median, shuffled } from '../statistics.ts';
import type { BenchWorld } from '../world/bench-world.ts';
import { BASE, coldCases, type ColdCase } from './cold-cases.ts';
import { measureColdStart, type ColdStart } from './measure-cold-start.ts';

export interface ColdStartRow {
  readonly name: string;
  readonly group: ColdCase['group'];
  /** To hello-world, of the medians. */
  readonly ratio: number;
  readonly milliseconds: number;
  readonly fastest: number;
  readonly slowest: number;
  readonly processorMilliseconds: number;
  readonly processorRatio: number;
  readonly residentMegabytes: number;
  readonly residentRatio: number;
}

interface ColdStartOptions {
  readonly rounds: number;
  readonly onRound: (round: number) => void;
}

/** Starts every function anew in each round, in random order, so that what goes on around hits all of them alike. */
export async function benchColdStarts(
  programs: Programs,
  world: BenchWorld,
  { rounds, onRound }: ColdStartOptions,
): Promise<readonly ColdStartRow[]> {
  const cases = await coldCases(programs, world);
  const starts = new Map<ColdCase, ColdStart[]>(cases.map((each) => [each, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const each of shuffled(cases)) {
      const request = await each.prepare(world);
      starts.get(each)?.push(await measureColdStart(each.program, request));
    }
    onRound(round);
  }
  return rowsOf(starts);
}

function rowsOf(starts: ReadonlyMap<ColdCase, readonly ColdStart[]>): readonly ColdStartRow[] {
  const base = [...starts].find(([{ name }]) => name === BASE)?.[1];
  if (base === undefined) throw new Error('Without hello-world there is nothing to compare with.');
  const middle = (measured: readonly ColdStart[], figure: keyof ColdStart) =>
    median(measured.map((start) => start[figure]));
  return Array.from(starts, ([{ name, group }, measured]) => ({
    name,
    group,
    ratio: middle(measured, 'milliseconds') / middle(base, 'milliseconds'),
    milliseconds: middle(measured, 'milliseconds'),
    fastest: Math.min(...measured.map(({ milliseconds }) => milliseconds)),
    slowest: Math.max(...measured.map(({ milliseconds }) => milliseconds)),
    processorMilliseconds: middle(measured, 'processorMilliseconds'),
    processorRatio: middle(measured, 'processorMilliseconds') / middle(base, 'processorMilliseconds'),
    residentMegabytes: middle(measured, 'residentMegabytes'),
    residentRatio: middle(measured, 'residentMegabytes') / middle(base, 'residentMegabytes'),
  }));
}
