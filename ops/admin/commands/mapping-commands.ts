import type { Command } from 'commander';
import { RefusedError } from '../admin-error.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { field } from '../output/cell.ts';
import { examples } from '../output/examples.ts';
import type { Run, Session } from '../session.ts';
import { addImportCommand } from './import-command.ts';
import { describePerson } from './describe-person.ts';
import { parseSubject, SUBJECT, SUBJECT_HELP } from './subject.ts';

const SENTENCES = {
  blocked: 'Blocked',
  unblocked: 'Unblocked',
  unchanged: 'It was so before',
} as const;

export function addMappingCommands(program: Command, run: Run): void {
  const mapping = program.command('mapping').description('which number belongs to which user');
  mapping
    .command('show')
    .argument(SUBJECT, SUBJECT_HELP)
    .description('all that is known of a person: link, window, opt-out, block, messages on their way')
    .addHelpText('after', examples('mapping show ada --local', 'mapping show +15551110001 --reveal'))
    .action((text: string, _options, command: Command) => run(command, (session) => show(session, text)));
  mapping
    .command('unlink')
    .argument(SUBJECT, SUBJECT_HELP)
    .description('end the link, and tell the number so')
    .addHelpText('after', examples('mapping unlink ada', 'mapping unlink +15551110001 --yes'))
    .action((text: string, _options, command: Command) => run(command, (session) => unlink(session, text)));
  addBlockCommand(mapping, run, { name: 'block', blocked: true });
  addBlockCommand(mapping, run, { name: 'unblock', blocked: false });
  addImportCommand(mapping, run);
}

function addBlockCommand(
  mapping: Command,
  run: Run,
  { name, blocked }: { readonly name: string; readonly blocked: boolean },
): void {
  const description = blocked
    ? 'hear nothing from a person and send nothing, on both addresses and beyond the link'
    : 'lift a block; a link on hold stays on hold';
  mapping
    .command(name)
    .argument(SUBJECT, SUBJECT_HELP)
    .description(description)
    .addHelpText('after', examples(`mapping ${name} ada`, `mapping ${name} whatsapp:+15551110001`))
    .action((text: string, _options, command: Command) =>
      run(command, (session) => changeBlock(session, text, blocked)),
    );
}

async function show({ connection, output, privacy, clock }: Session, text: string): Promise<ExitCode> {
  const showMapping = await connection.showMapping();
  const { outcome, person } = await showMapping.execute({ subject: parseSubject(text) });
  if (outcome === 'not-found') throw new RefusedError('Nothing is known of this user or number.');
  const { fields, lists } = describePerson(person, privacy, clock.now());
  output.record(fields, lists);
  return exitCode.done;
}

async function unlink(session: Session, text: string): Promise<ExitCode> {
  const { connection, output } = session;
  const showMapping = await connection.showMapping();
  const { person } = await showMapping.execute({ subject: parseSubject(text) });
  const userId = person.mapping?.userId ?? person.link?.userId;
  if (userId === undefined || (person.link?.mappingId ?? null) === null)
    throw new RefusedError('Nothing is linked here.');
  await session.confirm(`Unlinking ${userId}`);
  const unlinking = await connection.unlink();
  const { outcome } = await unlinking.execute({ userId });
  output.outcome(`${userId}: ${outcome}.`, [
    field('outcome', 'Outcome', outcome),
    field('user_id', 'User', userId),
  ]);
  return outcome === 'unlinked' ? exitCode.done : exitCode.failed;
}

async function changeBlock(session: Session, text: string, blocked: boolean): Promise<ExitCode> {
  const { connection, output } = session;
  const subject = parseSubject(text);
  await session.confirm(blocked ? 'Blocking a person' : 'Unblocking a person');
  const blocking = await connection.blockAddress();
  const { outcome, addresses } = await blocking.execute({ subject, blocked });
  if (outcome === 'not-found') {
    throw new RefusedError('No number is linked to this user. Name the number itself instead.');
  }
  const persons = addresses === 1 ? 'the one known address' : `all ${addresses} known addresses`;
  output.outcome(`${SENTENCES[outcome]}: ${persons} of this person.`, [
    field('outcome', 'Outcome', outcome),
    field('addresses', 'Addresses', addresses),
  ]);
  return exitCode.done;
}
