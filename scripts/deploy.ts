import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { functionsDirectory } from './build-functions.ts';
import { deployCommand } from './deploy-command.ts';
import { parseDeployOptions } from './deploy-options.ts';
import { projectProblems } from './project-problems.ts';
import { runInTerminal } from './run-in-terminal.ts';
import { secretProblems } from './secret-problems.ts';

const projectDirectory = join(functionsDirectory, '..');

async function readAliases(): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(projectDirectory, '.firebaserc'), 'utf8');
  return z.object({ projects: z.record(z.string(), z.string()) }).parse(JSON.parse(text)).projects;
}

/** Everything that is missing, at once. A demo project has no secrets, and is nowhere to deploy to. */
async function problemsOf(project: string, isDryRun: boolean): Promise<readonly string[]> {
  const ofParameters = await projectProblems({ project, projectDirectory, functionsDirectory });
  if (project.startsWith('demo-') && !isDryRun) {
    return ['A demo project exists on this machine only: name yours with --project.'];
  }
  if (project.startsWith('demo-')) {
    console.warn(`! ${project} is a demo project: its secrets were NOT looked up.`);
    return ofParameters ?? [];
  }
  const { missing, notChecked } = await secretProblems(project);
  if (notChecked !== null) console.warn(`! Secrets were NOT looked up: ${notChecked}`);
  return [...(ofParameters ?? []), ...missing];
}

const { project, isDryRun, others } = parseDeployOptions(process.argv.slice(2), await readAliases());
const problems = await problemsOf(project, isDryRun);
if (problems.length > 0) {
  console.error([`${project} cannot be deployed yet:`, ...problems].join('\n- '));
  process.exitCode = 1;
} else if (isDryRun) {
  process.exitCode = await runInTerminal(['npm', 'run', '--silent', 'prepare-upload']);
} else {
  process.exitCode = await runInTerminal(deployCommand({ project, others }));
}
