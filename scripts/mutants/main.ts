import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mutant } from '../../functions/test/mutants/mutant.ts';
import { mutants } from '../../functions/test/mutants/mutants.ts';
import { ScratchCopy } from './scratch-copy.ts';

const usage = `Takes away each defence of docs/threat-model.md in turn, in a copy of the project, and wants its test to fail.

  npm run test:mutants -- [--threat <id>]...`;

const repository = join(import.meta.dirname, '..', '..');
/** Each test needs a processor for itself. */
const LANES = 2;
const MARKS = { shown: '✓', skipped: '-', 'not-shown': '✗' } as const;

interface Verdict {
  readonly kind: 'shown' | 'skipped' | 'not-shown';
  readonly says: string;
}

/** Shown by a test that passes with the defence and fails without it. */
async function judge(copy: ScratchCopy, mutant: Mutant): Promise<Verdict> {
  const whole = await copy.test(mutant.test, mutant.name);
  if (whole === 'skipped') return { kind: 'skipped', says: 'SKIPPED: this machine cannot run its test' };
  if (whole !== 'passed') return { kind: 'not-shown', says: `with the defence its test is: ${whole}` };
  const mutated = await copy.testMutant(mutant);
  return mutated === 'failed'
    ? { kind: 'shown', says: '' }
    : { kind: 'not-shown', says: `without the defence its test is: ${mutated}` };
}

async function runLane(remaining: Mutant[], verdicts: Verdict['kind'][]): Promise<void> {
  const copy = await ScratchCopy.make(repository);
  try {
    for (let mutant = remaining.shift(); mutant !== undefined; mutant = remaining.shift()) {
      const { kind, says } = await judge(copy, mutant);
      console.log(`${MARKS[kind]} ${mutant.threat}: ${mutant.defence}`);
      if (says !== '') console.log(`    ${says}: ${mutant.test} > ${mutant.name}`);
      verdicts.push(kind);
    }
  } finally {
    await copy.remove();
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { threat: { type: 'string', multiple: true }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const chosen = mutants.filter(({ threat }) => values.threat?.includes(threat) ?? true);
  const remaining = [...chosen];
  const verdicts: Verdict['kind'][] = [];
  await Promise.all(Array.from({ length: LANES }, () => runLane(remaining, verdicts)));
  const count = (kind: Verdict['kind']) => verdicts.filter((verdict) => verdict === kind).length;
  console.log(`${count('shown')} shown, ${count('not-shown')} not shown, ${count('skipped')} skipped`);
  return count('shown') > 0 && count('not-shown') === 0 ? 0 : 1;
}

process.exitCode = await main();
