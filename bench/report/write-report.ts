import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { goalsTable } from './goals.ts';
import type { Machine } from './machine.ts';
import type { Results } from './results.ts';
import { markdownTable } from './table.ts';
import { coldTable, memoryTable, warmTable } from './tables.ts';

const template = new URL('performance.template.md', import.meta.url);
const report = new URL('../../docs/performance.md', import.meta.url);
const FORMATTER = fileURLToPath(new URL('../../node_modules/.bin/oxfmt', import.meta.url));
const NOT_MEASURED = 'Not measured yet.';

/** Fills the template, whose places are named in double braces. */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{([\w-]+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The template asks for ${name}, which nothing measures.`);
    return value;
  });
}

/** Writes docs/performance.md. */
export async function writeReport(results: Results): Promise<void> {
  await writeFile(report, fillTemplate(await readFile(template, 'utf8'), reportValues(results)));
  await promisify(execFile)(FORMATTER, [fileURLToPath(report)]);
}

/** By the names that the template uses. */
export function reportValues(results: Results): Readonly<Record<string, string>> {
  const { cold, warm, memory } = results;
  const of = (group: string) => cold?.rows.filter((row) => row.group === 'base' || row.group === group);
  const [functions, variants] = [of('function'), of('variant')];
  return {
    goals: markdownTable(goalsTable(results)),
    'cold-machine': cold === null ? '' : machineText(cold.machine, `medians of ${cold.rounds} rounds`),
    'cold-functions': functions === undefined ? NOT_MEASURED : markdownTable(coldTable(functions)),
    'cold-variants': variants === undefined ? NOT_MEASURED : markdownTable(coldTable(variants)),
    'warm-machine': warm === null ? '' : machineText(warm.machine, `medians of ${warm.rounds} rounds`),
    warm: warm === null ? NOT_MEASURED : markdownTable(warmTable(warm.rows)),
    'memory-machine': memory === null ? '' : machineText(memory.machine, `${memory.rows.minutes} minutes`),
    memory: memory === null ? NOT_MEASURED : markdownTable(memoryTable(memory.rows)),
    'memory-peak': memory === null ? '?' : memory.rows.peakMegabytes.toFixed(0),
    'memory-growth': memory === null ? '?' : memory.rows.growth.toFixed(2),
  };
}

function machineText(
  { date, processor, cores, system, isPinned, versions }: Machine,
  length: string,
): string {
  const place = isPinned
    ? 'the server on one core and the load on another'
    : 'server and load on the same cores';
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${date}, ${processor}, ${cores} cores, ${system}, ${place}, ${length}. ${packages.join(', ')}.`;
}
