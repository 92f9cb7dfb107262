import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { ColdStartRow } from '../cold-start/cold-start-bench.ts';
import type { MemoryRow } from '../memory/memory-bench.ts';
import type { WarmRow } from '../warm/warm-bench.ts';
import type { Part } from '../options.ts';
import type { Machine } from './machine.ts';

export interface Measured<Rows> {
  readonly machine: Machine;
  readonly rounds: number;
  readonly rows: Rows;
}

export interface Results {
  readonly cold: Measured<readonly ColdStartRow[]> | null;
  readonly warm: Measured<readonly WarmRow[]> | null;
  readonly memory: Measured<MemoryRow> | null;
}

const directory = new URL('../results/', import.meta.url);

/** Each part as it was measured last. */
export async function readResults(): Promise<Results> {
  const [cold, warm, memory] = await Promise.all([read('cold'), read('warm'), read('memory')]);
  return { cold, warm, memory };
}

export async function writeResult(part: Part, result: object): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(fileOf(part), `${JSON.stringify(result, null, 2)}\n`);
}

async function read<Name extends Part>(part: Name): Promise<Results[Name]> {
  try {
    // `writeResult` has written it
    return JSON.parse(await readFile(fileOf(part), 'utf8')) as Results[Name];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function fileOf(part: Part): URL {
  return new URL(`${part}.json`, directory);
}
