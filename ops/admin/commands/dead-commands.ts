import type { Command } from 'commander';
import type { RedriveResult } from '../../../functions/src/app/operating/redrive-use-case.ts';
import {
  DEAD_KINDS,
  type DeadKind,
  type DeadLetter,
} from '../../../functions/src/domain/operating/operator-queries.ts';
import { batchesOf } from '../batches-of.ts';
import type { Connection } from '../connection.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { at, field } from '../output/cell.ts';
import { examples } from '../output/examples.ts';
import { Progress } from '../output/progress.ts';
import type { Run, Session } from '../session.ts';
import { parseLimit } from './messages-commands.ts';
import { SWEEP_HINT } from './redrive-texts.ts';

interface Kinds {
  readonly outbound?: boolean;
  readonly inbound?: boolean;
  readonly events?: boolean;
}

const AT_ONCE = 16;

export function addDeadCommands(program: Command, run: Run): void {
  const dead = program.command('dead').description('what was given up after all tries');
  withKinds(dead.command('list'))
    .description('messages to people, messages from people and events that were given up')
    .option('--limit <count>', 'at most so many of each kind', parseLimit, 100)
    .addHelpText('after', examples('dead list', 'dead list --events --json'))
    .action((options: Kinds & { readonly limit: number }, command: Command) =>
      run(command, (session) => list(session, kindsOf(options), options.limit)),
    );
  withKinds(dead.command('redrive'))
    .description('bring them back; their tries count anew')
    .option('--dry-run', 'count what can be brought back and change nothing')
    .addHelpText('after', examples('dead redrive --dry-run', 'dead redrive --inbound --events'))
    .action((options: Kinds & { readonly dryRun?: boolean }, command: Command) =>
      run(command, (session) => redrive(session, kindsOf(options), options.dryRun ?? false)),
    );
}

function withKinds(command: Command): Command {
  return command
    .option('--outbound', 'messages to people')
    .option('--inbound', 'messages from people')
    .option('--events', 'events for the product');
}

/** All of them, where none is named. */
function kindsOf({ outbound = false, inbound = false, events = false }: Kinds): readonly DeadKind[] {
  const isNamed = { outbound, inbound, event: events };
  const named = DEAD_KINDS.filter((kind) => isNamed[kind]);
  return named.length > 0 ? named : DEAD_KINDS;
}

async function list(
  { connection, output }: Session,
  kinds: readonly DeadKind[],
  limit: number,
): Promise<ExitCode> {
  const letters = (await Promise.all(kinds.map((kind) => firstOf(connection, kind, limit)))).flat();
  output.list({
    name: 'dead',
    title: 'Given up',
    rows: letters.map(({ kind, id, userId, since, attempts, reason }) => [
      field('kind', 'Kind', kind),
      field('id', 'Id', id),
      field('user_id', 'User', userId),
      field('since', 'Of', at(since)),
      field('attempts', 'Attempts', attempts),
      field('reason', 'Reason', reason),
    ]),
    whenEmpty: 'Nothing is dead.',
  });
  const total = await countDead(connection, kinds);
  if (total > letters.length) output.hint(`${letters.length} of ${total}: see --limit.`);
  return exitCode.done;
}

async function firstOf(
  connection: Connection,
  kind: DeadKind,
  limit: number,
): Promise<readonly DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for await (const letter of connection.queries.dead(kind)) {
    if (letters.push(letter) === limit) break;
  }
  return letters;
}

async function countDead({ queries }: Connection, kinds: readonly DeadKind[]): Promise<number> {
  const counts = await Promise.all(kinds.map((kind) => queries.countDead(kind)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function redrive(session: Session, kinds: readonly DeadKind[], dryRun: boolean): Promise<ExitCode> {
  const { connection, terminal, output } = session;
  const total = await countDead(connection, kinds);
  if (!dryRun && total > 0) await session.confirm(`Bringing back ${total}`);
  const progress = new Progress(terminal, { total, noun: 'brought back' });
  const redriving = connection.redrive;
  const results: RedriveResult[] = [];
  try {
    for (const kind of kinds) {
      for await (const batch of batchesOf(connection.queries.dead(kind), AT_ONCE)) {
        const commands = batch.map(({ id }) => ({ kind, id, dryRun }));
        results.push(...(await Promise.all(commands.map((command) => redriving.execute(command)))));
        progress.update(results.length);
      }
    }
  } finally {
    progress.stop();
  }
  const refused = results.filter(({ outcome }) => outcome !== 'redriven' && outcome !== 'redrivable');
  output.record([
    field('dry_run', 'Dry run', dryRun),
    field('redriven', dryRun ? 'Would be brought back' : 'Brought back', results.length - refused.length),
    field('refused', 'Refused', refused.length),
    field('reasons', 'because', refused.length === 0 ? null : reasonsOf(refused)),
  ]);
  if (results.some((result) => 'startedBy' in result && result.startedBy === 'sweep'))
    output.hint(SWEEP_HINT);
  return refused.length === 0 ? exitCode.done : exitCode.failed;
}

function reasonsOf(refused: readonly RedriveResult[]): string {
  const counts = Map.groupBy(refused, ({ outcome }) => outcome);
  return Array.from(counts, ([outcome, results]) => `${outcome} (${results.length})`)
    .toSorted()
    .join(', ');
}
