import type { Command } from 'commander';
import type { EraseProviderRecordsResult } from '../../../functions/src/app/privacy/erase-provider-records-use-case.ts';
import type { WhatsAppAddress } from '../../../functions/src/domain/linking/whatsapp-address.ts';
import { REMOVED_KINDS } from '../../../functions/src/domain/privacy/erasure.ts';
import { RefusedError } from '../admin-error.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { field, type Field } from '../output/cell.ts';
import { examples } from '../output/examples.ts';
import type { Run, Session } from '../session.ts';
import { parseSubject, SUBJECT, SUBJECT_HELP } from './subject.ts';

interface EraseOptions {
  readonly keepProvider?: boolean;
}

/** Whom to erase: a number that nobody has linked is known to Twilio only. */
interface Person {
  readonly userId: string | null;
  readonly address: WhatsAppAddress | null;
}

const TITLES: Readonly<Record<(typeof REMOVED_KINDS)[number], string>> = {
  mapping: 'Links',
  link: 'What the app shows',
  request: 'Link requests',
  inbound: 'Messages from the person',
  outbound: 'Messages to the person',
  event: 'Events',
  contact: 'Addresses',
  receipt: 'Answers to commands',
};

export function addEraseCommand(program: Command, run: Run): void {
  program
    .command('erase')
    .argument(SUBJECT, SUBJECT_HELP)
    .option('--keep-provider', "leave the person's messages in Twilio's log")
    .description(
      "remove everything that is held on a user, and first the person's messages from Twilio's log; it may be repeated",
    )
    .addHelpText('after', examples('erase ada', 'erase +15551110001 --yes', 'erase ada --keep-provider'))
    .action((text: string, { keepProvider = false }: EraseOptions, command: Command) =>
      run(command, (session) => erase(session, text, keepProvider)),
    );
}

async function erase(session: Session, text: string, keepsProvider: boolean): Promise<ExitCode> {
  const person = await findPerson(session, text);
  if (person.userId === null && keepsProvider) throw new RefusedError('Nobody has linked this number.');
  await announce(session, person);
  await session.confirm(
    person.userId === null ? "Deleting a number from Twilio's log" : `Erasing ${person.userId}`,
  );
  const provider = keepsProvider ? null : await eraseAtProvider(session, person);
  if (provider?.outcome === 'incomplete') return tellIncomplete(session, provider);
  const here = person.userId === null ? [] : await eraseHere(session, person.userId);
  session.output.record([field('outcome', 'Outcome', 'erased'), ...here, ...providerFields(provider)]);
  return exitCode.done;
}

async function findPerson({ connection }: Session, text: string): Promise<Person> {
  const subject = parseSubject(text);
  if (subject.kind === 'user') return { userId: subject.userId, address: null };
  const showMapping = await connection.showMapping();
  const { person } = await showMapping.execute({ subject });
  return { userId: person.mapping?.userId ?? null, address: subject.address };
}

async function announce({ connection, output }: Session, { userId }: Person): Promise<void> {
  if (userId === null) return;
  const { mappings, requests, inbound, outbound, events } = await connection.records.read(userId);
  const messages = `${inbound.length} messages from and ${outbound.length} to the person`;
  output.hint(
    `Held on ${userId}: ${mappings.length} links, ${requests.length} link requests, ${messages}, ${events.length} events.`,
  );
}

async function eraseAtProvider({ connection }: Session, person: Person): Promise<EraseProviderRecordsResult> {
  const erasing = await connection.eraseProviderRecords();
  return erasing.execute(person);
}

/** Nothing is erased here before, since what is stored here is needed to find the rest there. */
function tellIncomplete({ output }: Session, provider: EraseProviderRecordsResult): ExitCode {
  output.record([field('outcome', 'Outcome', 'incomplete'), ...providerFields(provider)]);
  output.hint(
    'Twilio keeps some messages still, and nothing was erased here: run it again in a few minutes.',
  );
  return exitCode.failed;
}

async function eraseHere({ connection, clock }: Session, userId: string): Promise<readonly Field[]> {
  const erasing = await connection.eraseUser();
  const { removed } = await erasing.execute({ userId, requestedAt: clock.now() });
  return REMOVED_KINDS.map((kind) => field(kind, TITLES[kind], removed[kind]));
}

function providerFields(provider: EraseProviderRecordsResult | null): readonly Field[] {
  if (provider === null) return [];
  const { counts, failures } = provider;
  return [
    field('provider_removed', 'Deleted at Twilio', counts.removed),
    field('provider_absent', 'Deleted there before', counts.absent),
    field('provider_unfinished', 'Still on their way', counts.unfinished),
    field('provider_failed', 'Failed', failures.length),
  ];
}
