import type { Command } from 'commander';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { at, field } from '../output/cell.ts';
import { examples } from '../output/examples.ts';
import type { Run, Session } from '../session.ts';

export function addIdentityCommands(program: Command, run: Run): void {
  const identity = program
    .command('identity')
    .description('numbers that may have changed hands: they show another business-scoped id');
  identity
    .command('status')
    .description('whether their links are suspended, or too many changed at once and the brake is on')
    .addHelpText('after', examples('identity status', 'identity status --json'))
    .action((_options, command: Command) => run(command, status));
  identity
    .command('accept')
    .description('our own configuration changed: release the brake, restore the links, take the new ids')
    .addHelpText('after', examples('identity accept --project my-project'))
    .action((_options, command: Command) => run(command, accept));
  identity
    .command('resume')
    .description('the numbers did change hands: release the brake and go on suspending')
    .addHelpText('after', examples('identity resume --project my-project'))
    .action((_options, command: Command) => run(command, resume));
}

async function status({ connection, output }: Session): Promise<ExitCode> {
  const { outcome, ...watch } = await connection.showIdentityWatch.execute();
  output.record([
    field('state', 'Suspending', outcome),
    field('braked_since', 'Brake on since', at(watch.brakedSince)),
    field('suspended_lately', 'Suspended in the last hour', watch.suspendedLately),
    field('accepted_at', 'Changes accepted', at(watch.acceptedAt)),
  ]);
  if (outcome === 'braked') {
    output.hint(
      'Did our sender or its WhatsApp account change? `identity accept`. If it did not: `identity resume`.',
    );
  }
  return exitCode.done;
}

async function accept(session: Session): Promise<ExitCode> {
  await session.confirm('Taking changed numbers for their former holders');
  const { outcome, restored } = await session.connection.acceptIdentityChanges.execute();
  session.output.outcome(`Accepted. Links active again: ${restored}.`, [
    field('outcome', 'Outcome', outcome),
    field('restored', 'Active again', restored),
  ]);
  return exitCode.done;
}

async function resume(session: Session): Promise<ExitCode> {
  await session.confirm('Suspending links of changed numbers again');
  const { outcome } = await session.connection.resumeIdentityWatch.execute();
  session.output.outcome('Links of numbers that may have changed hands are suspended.', [
    field('outcome', 'Outcome', outcome),
  ]);
  return exitCode.done;
}
