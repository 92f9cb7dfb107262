import type { Command } from 'commander';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { at, field } from '../output/cell.ts';
import { examples } from '../output/examples.ts';
import type { Run, Session } from '../session.ts';

export function addSendingCommands(program: Command, run: Run): void {
  const sending = program.command('sending').description('whether anything is sent at all');
  sending
    .command('status')
    .description('whether sending is paused, since when and why')
    .addHelpText('after', examples('sending status', 'sending status --json'))
    .action((_options, command: Command) => run(command, status));
  sending
    .command('pause')
    .description('send nothing until somebody resumes; messages stay queued')
    .addHelpText('after', examples('sending pause --project my-project'))
    .action((_options, command: Command) => run(command, pause));
  sending
    .command('resume')
    .description('send again; what is queued goes out within minutes')
    .addHelpText('after', examples('sending resume --project my-project'))
    .action((_options, command: Command) => run(command, resume));
}

async function status({ connection, output }: Session): Promise<ExitCode> {
  const pause = await connection.sendingPauses.status();
  output.record([
    field('state', 'Sending', pause === null ? 'active' : 'paused'),
    field('since', 'Since', at(pause?.since ?? null)),
    field('reason', 'Reason', pause?.reason ?? null),
    field('provider_code', 'Code', pause?.providerCode ?? null),
    field('advice', 'What to do', pause?.advice ?? null),
    field('probe_at', 'Tried again', at(pause?.probeAt ?? null)),
  ]);
  return exitCode.done;
}

async function pause(session: Session): Promise<ExitCode> {
  await session.confirm('Pausing all sending');
  await session.connection.sendingPauses.pauseByOperator();
  session.output.outcome('Sending is paused until `sending resume`.', [field('state', 'Sending', 'paused')]);
  return exitCode.done;
}

async function resume(session: Session): Promise<ExitCode> {
  await session.confirm('Resuming all sending');
  await session.connection.sendingPauses.resume();
  session.output.outcome('Sending is active.', [field('state', 'Sending', 'active')]);
  return exitCode.done;
}
