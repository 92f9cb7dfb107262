import type { Command } from 'commander';
import type {
  ReplayMessagesResult,
  ReplayMessagesUseCase,
} from '../../../functions/src/app/operating/replay-messages-use-case.ts';
import type { HistoryBatch, HistoryRange } from '../../../functions/src/domain/operating/inbound-history.ts';
import type { Clock, Instant } from '../../../functions/src/domain/shared/clock.ts';
import { UsageError } from '../admin-error.ts';
import { batchesOf } from '../batches-of.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { at, field } from '../output/cell.ts';
import { examples } from '../output/examples.ts';
import { Progress } from '../output/progress.ts';
import type { Run, Session } from '../session.ts';
import { parseSince } from './inbound-commands.ts';
import { SWEEP_HINT } from './redrive-texts.ts';

interface ReplayOptions {
  readonly from: (clock: Clock) => Instant;
  readonly to?: (clock: Clock) => Instant;
  readonly user?: string;
  readonly dryRun?: boolean;
}

type Verdict = ReplayMessagesResult['verdicts'][number];
type Verdicts = ReadonlyMap<Verdict, number>;

const AT_ONCE = 16;

const ABOUT = `
The product is handed each message again, under the id that it knows, in the order of each user. Replies that
were made the first time are not sent again. It may be stopped at any time: the same command, with --from and
--to as ISO 8601, goes over the same messages. docs/replay.md tells the rest.
`;

export function addReplayCommand(program: Command, run: Run): void {
  program
    .command('replay')
    .requiredOption('--from <time>', 'ISO 8601, or how long ago: 30m, 2h, 3d', parseSince)
    .option('--to <time>', 'what came before then; now, if it is left out', parseSince)
    .option('--user <id>', "one user's messages only")
    .option('--dry-run', 'count them and change nothing')
    .description('have stored messages from people processed again')
    .addHelpText(
      'after',
      ABOUT +
        examples(
          'replay --from 2h --dry-run',
          'replay --from 2026-11-23T08:00:00Z --to 2026-11-23T09:30:00Z --project my-project',
        ),
    )
    .action((options: ReplayOptions, command: Command) =>
      run(command, (session) => replay(session, options)),
    );
}

async function replay(session: Session, options: ReplayOptions): Promise<ExitCode> {
  const { connection, clock } = session;
  const dryRun = options.dryRun ?? false;
  const to = options.to?.(clock) ?? clock.now();
  const range = { from: options.from(clock), to, userId: options.user ?? null };
  if (range.from >= range.to) throw new UsageError('--from is not before --to.');
  const total = await connection.inboundHistory.count(range);
  if (!dryRun && total > 0) await session.confirm(`Processing ${total} messages again`);
  const results = await replayAll(session, range, { total, dryRun });
  return report(session, range, { results, dryRun });
}

async function replayAll(
  { connection, terminal }: Session,
  range: HistoryRange,
  { total, dryRun }: { readonly total: number; readonly dryRun: boolean },
): Promise<readonly ReplayMessagesResult[]> {
  const replaying = connection.replayMessages;
  const progress = new Progress(terminal, { total, noun: 'messages' });
  const results: ReplayMessagesResult[] = [];
  let passed = 0;
  try {
    for await (const batches of batchesOf(connection.inboundHistory.received(range), AT_ONCE)) {
      const ofUsers = [...Map.groupBy(batches, ({ userId }) => userId).values()];
      const replayed = await Promise.all(ofUsers.map((ofUser) => replayInOrder(replaying, ofUser, dryRun)));
      results.push(...replayed.flat());
      passed += batches.reduce((sum, { messageSids }) => sum + messageSids.length, 0);
      progress.update(passed);
    }
  } finally {
    progress.stop();
  }
  return results;
}

/** A user's earlier messages are in line before the later ones. */
async function replayInOrder(
  replaying: ReplayMessagesUseCase,
  batches: readonly HistoryBatch[],
  dryRun: boolean,
): Promise<readonly ReplayMessagesResult[]> {
  const results: ReplayMessagesResult[] = [];
  for (const batch of batches) results.push(await replaying.execute({ ...batch, dryRun }));
  return results;
}

function report(
  { output }: Session,
  { from, to }: HistoryRange,
  { results, dryRun }: { readonly results: readonly ReplayMessagesResult[]; readonly dryRun: boolean },
): ExitCode {
  const verdicts = countVerdicts(results);
  const count = (verdict: Verdict) => verdicts.get(verdict) ?? 0;
  const refused = count('content-erased') + count('replies-forgotten');
  output.record([
    field('dry_run', 'Dry run', dryRun),
    field('from', 'From', at(from)),
    field('to', 'To', at(to)),
    field('replayed', dryRun ? 'Would be processed again' : 'Processed again', count('replayable')),
    field('live', 'Are waiting to be processed anyway', count('live')),
    field('in_progress', 'Are being processed', count('in-progress')),
    field('content_erased', 'Say nothing any more: their text has been erased', count('content-erased')),
    field('replies_forgotten', 'Are too old: replies might be sent again', count('replies-forgotten')),
    field('not_found', 'Have been deleted meanwhile', count('not-found')),
  ]);
  if (results.some(({ startedBy }) => startedBy === 'sweep')) output.hint(SWEEP_HINT);
  return refused === 0 ? exitCode.done : exitCode.failed;
}

function countVerdicts(results: readonly ReplayMessagesResult[]): Verdicts {
  const all = results.flatMap(({ verdicts }) => verdicts);
  return new Map(
    Array.from(
      Map.groupBy(all, (verdict) => verdict),
      ([verdict, same]) => [verdict, same.length],
    ),
  );
}
