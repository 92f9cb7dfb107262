import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  OUTBOUND_STATES,
  type OutboundState,
} from '../../../functions/src/domain/messaging/outbound-message.ts';
import { RefusedError } from '../admin-error.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { field } from '../output/cell.ts';
import { examples } from '../output/examples.ts';
import type { Run, Session } from '../session.ts';
import { describeInvalid, describeMessage, summarize } from './describe-message.ts';
import { refusalText, SWEEP_HINT } from './redrive-texts.ts';

interface ListOptions {
  readonly state: OutboundState;
  readonly user?: string;
  readonly limit: number;
}

const LARGEST_LIST = 1_000;

export function addMessagesCommands(program: Command, run: Run): void {
  const messages = program.command('messages').description('what became of each message to a person');
  messages
    .command('list')
    .description('messages in one state, newest first')
    .addOption(new Option('--state <state>', 'the state').choices(OUTBOUND_STATES).makeOptionMandatory())
    .option('--user <id>', 'of this user only')
    .option('--limit <count>', `at most so many, up to ${LARGEST_LIST}`, parseLimit, 50)
    .addHelpText(
      'after',
      examples('messages list --state failed', 'messages list --state queued --user ada --json'),
    )
    .action((options: ListOptions, command: Command) => run(command, (session) => list(session, options)));
  messages
    .command('show')
    .argument('<id>', 'id of the outbox document')
    .description('its whole story: each attempt, each delivery, what happens next and why')
    .addHelpText('after', examples('messages show order-4711', 'messages show order-4711 --reveal'))
    .action((id: string, _options, command: Command) => run(command, (session) => show(session, id)));
  messages
    .command('retry')
    .argument('<id>', 'id of the outbox document')
    .description('send again what is dead, failed, undelivered or expired; its tries count anew')
    .addHelpText('after', examples('messages retry order-4711'))
    .action((id: string, _options, command: Command) => run(command, (session) => retry(session, id)));
  messages
    .command('cancel')
    .argument('<id>', 'id of the outbox document')
    .description('keep a queued message from being sent; one that is on its way is left alone')
    .addHelpText('after', examples('messages cancel order-4711'))
    .action((id: string, _options, command: Command) => run(command, (session) => cancel(session, id)));
}

export function parseLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= LARGEST_LIST) return limit;
  throw new InvalidArgumentError(`Give a number from 1 to ${LARGEST_LIST}.`);
}

async function list({ connection, output, privacy }: Session, options: ListOptions): Promise<ExitCode> {
  const { state, user = null, limit } = options;
  const found = await connection.queries.listOutbound({ state, userId: user, limit });
  output.list({
    name: 'messages',
    title: 'Messages',
    rows: found.map((message) => summarize(message, privacy)),
    whenEmpty: `No message is ${state}.`,
  });
  if (found.length === limit) output.hint(`The newest ${limit}: there may be more, see --limit.`);
  return exitCode.done;
}

async function show({ connection, output, privacy }: Session, id: string): Promise<ExitCode> {
  const [found, reports, pause] = await Promise.all([
    connection.transactions.run('show-message', ({ outbound }) => outbound.find(id)),
    connection.queries.reportedStatuses(id),
    connection.sendingPauses.status(),
  ]);
  if (found === null) throw new RefusedError(refusalText('not-found'));
  const { fields, lists } =
    found.kind === 'valid'
      ? describeMessage(found.message, reports, privacy)
      : describeInvalid(found.invalid);
  output.record(fields, lists);
  if (pause !== null) output.hint('Sending is paused, so nothing goes out now: see `sending status`.');
  return exitCode.done;
}

async function retry(session: Session, id: string): Promise<ExitCode> {
  await session.confirm(`Sending message ${id} again`);
  const result = await session.connection.redrive.execute({ kind: 'outbound', id, dryRun: false });
  const isRedriven = result.outcome === 'redriven';
  const state = result.outcome === 'not-redrivable' ? result.state : null;
  session.output.outcome(isRedriven ? `${id} is queued again.` : refusalText(result.outcome, state), [
    field('outcome', 'Outcome', result.outcome),
    field('message_id', 'Message', id),
    field('state', 'State', isRedriven ? 'queued' : state),
    field('started_by', 'Started by', isRedriven ? result.startedBy : null),
  ]);
  if (isRedriven && result.startedBy === 'sweep') session.output.hint(SWEEP_HINT);
  return isRedriven ? exitCode.done : exitCode.failed;
}

async function cancel(session: Session, id: string): Promise<ExitCode> {
  await session.confirm(`Canceling message ${id}`);
  const result = await session.connection.cancelMessage.execute({ messageId: id });
  const isCanceled = result.outcome === 'canceled';
  const state = result.outcome === 'not-queued' ? result.state : null;
  session.output.outcome(isCanceled ? `${id} is canceled.` : refusalText(result.outcome, state), [
    field('outcome', 'Outcome', result.outcome),
    field('message_id', 'Message', id),
    field('state', 'State', isCanceled ? 'canceled' : state),
  ]);
  return isCanceled ? exitCode.done : exitCode.failed;
}
