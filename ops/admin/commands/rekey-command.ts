import { setTimeout } from 'node:timers/promises';
import { InvalidArgumentError, type Command } from 'commander';
import type { RekeyResult } from '../../../functions/src/app/operating/rekey-use-case.ts';
import type { KeyChange } from '../../../functions/src/domain/operating/rekeying.ts';
import { MINUTE } from '../../../functions/src/domain/shared/clock.ts';
import { keyChangeOf } from '../address-keys.ts';
import { UsageError } from '../admin-error.ts';
import { assertDeployedMaintenance } from '../deployed-maintenance.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { field } from '../output/cell.ts';
import { examples } from '../output/examples.ts';
import { Progress } from '../output/progress.ts';
import type { Run, Session } from '../session.ts';

interface RekeyOptions {
  readonly dryRun?: boolean;
  /** Minutes. */
  readonly wait: number;
}

/** No function runs for longer, and no claimed request waits for longer. */
const LONGEST_RUN = 10;

const ABOUT = `
Moves all documents from the keys in ADDRESS_KEY to one key more, NEW_ADDRESS_KEY; both come from the
environment. The functions must be in maintenance. It may be stopped at any time: the same command goes on.
docs/rekey.md has the whole procedure.
`;

export function addRekeyCommand(program: Command, run: Run): void {
  program
    .command('rekey')
    .option('--dry-run', 'count the documents and change nothing')
    .option('--wait <minutes>', 'for what ran before the maintenance', parseMinutes, LONGEST_RUN)
    .description('store everything under a new ADDRESS_KEY')
    .addHelpText(
      'after',
      ABOUT + examples('rekey --dry-run --project my-project', 'rekey --project my-project'),
    )
    .action((options: RekeyOptions, command: Command) => run(command, (session) => rekey(session, options)));
}

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!/^\d{1,2}$/.test(text) || minutes > 60) throw new InvalidArgumentError('Give 0 to 60 minutes.');
  return minutes;
}

async function rekey(session: Session, { dryRun = false, wait }: RekeyOptions): Promise<ExitCode> {
  const { settings } = session.connection;
  if (settings.isLocalWorld) throw new UsageError('The local world has one key for good: use --project.');
  const change = keyChangeOf(settings);
  if (!dryRun) await awaitQuiet(session, change, wait);
  const result = await move(session, change, dryRun);
  return report(session, result);
}

/** What has begun before the maintenance may still write, except where a rekeying has waited for it already. */
async function awaitQuiet(session: Session, change: KeyChange, minutes: number): Promise<void> {
  const { connection, output } = session;
  await assertDeployedMaintenance(connection.settings);
  await session.confirm('Storing everything under another key');
  const latest = await connection.rekeying.find();
  if (latest?.mark === change.mark || minutes === 0) return;
  output.hint(`Waiting ${minutes} minutes for what ran before the maintenance. --wait changes that.`);
  await setTimeout(minutes * MINUTE);
  await assertDeployedMaintenance(connection.settings);
}

async function move(
  { connection, terminal }: Session,
  change: KeyChange,
  dryRun: boolean,
): Promise<RekeyResult> {
  const total = await connection.rekeying.countDocuments();
  const progress = new Progress(terminal, { total, noun: 'documents' });
  try {
    return await connection.rekey.execute({
      change,
      dryRun,
      onProgress: (passed) => progress.update(passed),
    });
  } finally {
    progress.stop();
  }
}

function report({ output, connection }: Session, result: RekeyResult): ExitCode {
  const fields = [
    field('outcome', 'Outcome', result.outcome),
    field('documents', 'Documents', result.documents),
  ];
  if (result.outcome === 'would-rekey') {
    output.record(fields);
    return exitCode.done;
  }
  const { misplaced, leftBehind } = result;
  output.record([
    ...fields,
    field('misplaced', 'Mappings that their number does not lead to', misplaced),
    field('left_behind', 'Written under the former key meanwhile', leftBehind),
  ]);
  output.hint(nextSteps(connection.settings.project));
  return misplaced + leftBehind === 0 ? exitCode.done : exitCode.failed;
}

function nextSteps(project: string): string {
  const at = `--project ${project}`;
  return [
    'Next, in this order:',
    `  printf '%s,%s' "$ADDRESS_KEY" "$NEW_ADDRESS_KEY" | firebase functions:secrets:set ADDRESS_KEY --data-file - ${at}`,
    `  MAINTENANCE=false in functions/.env.${project}, then npm run deploy`,
    `  npm run admin -- inbound backfill --since <begin of the maintenance> ${at}`,
    `  npm run admin -- sending resume ${at}`,
  ].join('\n');
}
