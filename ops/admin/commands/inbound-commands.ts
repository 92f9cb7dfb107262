import { InvalidArgumentError, type Command } from 'commander';
import { DAY, HOUR, MINUTE, type Clock, type Instant } from '../../../functions/src/domain/shared/clock.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { field } from '../output/cell.ts';
import { examples } from '../output/examples.ts';
import type { Run, Session } from '../session.ts';

type Since = (clock: Clock) => Instant;

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };

export function addInboundCommands(program: Command, run: Run): void {
  const inbound = program.command('inbound').description('messages from people');
  inbound
    .command('backfill')
    .description("store what Twilio's log has and the webhook never brought; it may be repeated")
    .requiredOption('--since <time>', 'ISO 8601, or how long ago: 30m, 2h, 3d', parseSince)
    .addHelpText(
      'after',
      examples(
        'inbound backfill --since 2h',
        'inbound backfill --since 2026-11-23T08:00:00Z --project my-project',
      ),
    )
    .action((options: { readonly since: Since }, command: Command) =>
      run(command, (session) => backfill(session, options.since(session.clock))),
    );
}

export function parseSince(text: string): Since {
  const [, count = '', unit = ''] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  const length = UNITS[unit];
  if (length !== undefined) return (clock) => clock.now() - Number(count) * length;
  const instant = /^\d{4}-\d\d-\d\d(T|$)/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw new InvalidArgumentError('Give ISO 8601, or 30m, 2h, 3d.');
  return () => instant;
}

async function backfill(session: Session, since: Instant): Promise<ExitCode> {
  await session.confirm('Storing missed messages');
  const backfilling = await session.connection.backfillInbound();
  const { outcome, received, failures } = await backfilling.execute({ since });
  const isWhole = outcome === 'finished' && failures.length === 0;
  session.output.record([
    field('outcome', 'Outcome', outcome),
    field('stored', 'Stored', received.filter((result) => result === 'store').length),
    field('received', 'Not known before', received.length),
    field('failed', 'Failed', failures.length),
  ]);
  if (!isWhole) session.output.hint('Some messages are missing still: run it again.');
  return isWhole ? exitCode.done : exitCode.failed;
}
