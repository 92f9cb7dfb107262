import { execFile } from 'node:child_process';
import { z } from 'zod';
import { secretParameters } from '../functions/src/infra/config/parameters.ts';
import { firebaseCli } from './firebase-cli.ts';
import { setSecretCommand } from './set-secret-command.ts';

/** What the Firebase CLI said of a secret: its JSON, or whatever kept it from writing any. */
export type DescribeSecret = (name: string) => Promise<string>;

export interface SecretProblems {
  /** Each with the command that sets the secret. */
  readonly missing: readonly string[];
  /** Why secrets could not be looked up; null where all were. */
  readonly notChecked: string | null;
}

const answerSchema = z.union([
  z.object({
    status: z.literal('success'),
    result: z.object({ secrets: z.array(z.object({ state: z.string() })) }),
  }),
  z.object({ status: z.literal('error'), error: z.string() }),
]);

/** Asks Secret Manager, by the pinned Firebase CLI, whether each secret has a version that a function could read. */
export async function secretProblems(
  project: string,
  describeSecret: DescribeSecret = describedBy(project),
): Promise<SecretProblems> {
  const missing: string[] = [];
  for (const { name } of Object.values(secretParameters)) {
    const state = stateIn(await describeSecret(name));
    if (typeof state === 'object') return { missing, notChecked: state.unknown };
    if (state === 'missing') missing.push(`${name} is not set.\n  ${setSecretCommand(name, project)}`);
  }
  return { missing, notChecked: null };
}

function stateIn(output: string): 'set' | 'missing' | { readonly unknown: string } {
  const answer = answerSchema.safeParse(parsed(output)).data;
  if (answer === undefined) return { unknown: output.trim().split('\n').at(-1) ?? '' };
  if (answer.status === 'error') {
    return /HTTP Error: 404\b/.test(answer.error) ? 'missing' : { unknown: answer.error };
  }
  return answer.result.secrets.some(({ state }) => state === 'ENABLED') ? 'set' : 'missing';
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
}

function describedBy(project: string): DescribeSecret {
  return (name) => {
    const [program, ...parameters] = firebaseCli('functions:secrets:get', name, '--project', project);
    const { promise, resolve } = Promise.withResolvers<string>();
    execFile(program, [...parameters, '--json', '--non-interactive'], (error, output, errorOutput) =>
      resolve(output || errorOutput || (error?.message ?? '')),
    );
    return promise;
  };
}
