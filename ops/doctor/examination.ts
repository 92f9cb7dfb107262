import { UnusableError } from '../admin/admin-error.ts';
import { exitCode, type ExitCode } from '../admin/exit-code.ts';
import { CannotTellError } from './cannot-tell-error.ts';
import type { Check, Patient } from './check.ts';
import { cannotTell, type Finding } from './finding.ts';

/** What a check came to: all is well where there are no findings. */
export interface Diagnosis {
  readonly check: Pick<Check, 'name' | 'title'>;
  readonly findings: readonly Finding[];
}

/** All checks at once; one that cannot look does not keep the others from it. */
export async function examine(patient: Patient, checks: readonly Check[]): Promise<readonly Diagnosis[]> {
  return await Promise.all(
    checks.map(async (check) => ({ check, findings: await findingsOf(check, patient) })),
  );
}

async function findingsOf(check: Check, patient: Patient): Promise<readonly Finding[]> {
  try {
    return await check.examine(patient);
  } catch (error) {
    if (error instanceof CannotTellError) return [cannotTell(error.message, error.fix)];
    if (!(error instanceof UnusableError)) throw error;
    // of several things that are missing the first: the others have rows of their own
    const [problem = '', fix = ''] = error.message.split('\n');
    return [cannotTell(problem, fix.trim())];
  }
}

/** What is wrong outweighs what could not be looked at. */
export function exitCodeOf(diagnoses: readonly Diagnosis[]): ExitCode {
  const states = new Set(diagnoses.flatMap(({ findings }) => findings.map(({ state }) => state)));
  if (states.has('wrong')) return exitCode.failed;
  return states.has('cannot tell') ? exitCode.unusable : exitCode.done;
}
