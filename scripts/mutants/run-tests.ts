import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommand } from '../run-command.ts';

/** `not-run`: there is no such test, or its file did not get as far. */
export type TestOutcome = 'passed' | 'failed' | 'skipped' | 'not-run';

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** Runs one test and tells what became of it. A name that several tests share has failed where one of them has. */
export async function runTests(root: string, file: string, name: string): Promise<TestOutcome> {
  const report = join(root, 'report-of-mutant.json');
  await rm(report, { force: true });
  await runCommand(
    ['vitest', 'run', '--root', root, '--reporter=json', `--outputFile=${report}`, '-t', pattern(name), file],
    () => {},
  );
  return outcomeIn(await readFile(report, 'utf8').catch(() => null), name);
}

function outcomeIn(report: string | null, name: string): TestOutcome {
  if (report === null) return 'not-run';
  const { testResults } = reportSchema.parse(JSON.parse(report));
  const statuses = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ ancestorTitles, title }) => [...ancestorTitles, title].join(' > ') === name)
    .map(({ status }) => status);
  if (statuses.includes('failed')) return 'failed';
  if (statuses.includes('passed')) return 'passed';
  return statuses.length > 0 ? 'skipped' : 'not-run';
}

function pattern(name: string): string {
  return `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
}
