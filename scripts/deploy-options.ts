import { Command } from 'commander';

export interface DeployOptions {
  readonly project: string;
  /** Everything but the deployment itself. */
  readonly isDryRun: boolean;
  /** For the Firebase CLI, as they came. */
  readonly others: readonly string[];
}

/** Reads a command line; what it does not know goes to the Firebase CLI. `aliases` are those of .firebaserc. */
export function parseDeployOptions(
  parameters: readonly string[],
  aliases: Readonly<Record<string, string>>,
): DeployOptions {
  const command = new Command('npm run deploy --')
    .description(
      'Checks parameters and secrets, then deploys functions and indexes with the pinned Firebase CLI.',
    )
    .option('-P, --project <project>', 'id or alias of the project', 'default')
    .option('--dry-run', 'build and show what would be uploaded, and stop before the Firebase CLI', false)
    .usage('[options] [options of firebase deploy]')
    .allowUnknownOption()
    .allowExcessArguments()
    .parse([...parameters], { from: 'user' });
  const { project, dryRun } = command.opts<{ project: string; dryRun: boolean }>();
  return { project: aliases[project] ?? project, isDryRun: dryRun, others: command.args };
}
