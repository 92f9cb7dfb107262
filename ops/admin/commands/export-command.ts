import type { Command } from 'commander';
import type { StoredRecord, UserRecords } from '../../../functions/src/domain/operating/user-records.ts';
import { RefusedError } from '../admin-error.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { examples } from '../output/examples.ts';
import type { Privacy } from '../output/privacy.ts';
import type { Run, Session } from '../session.ts';

export function addExportCommand(program: Command, run: Run): void {
  program
    .command('export')
    .argument('<user>', 'user id')
    .description('everything that is held on a user, as JSON; with --reveal in full')
    .addHelpText('after', examples('export ada', 'export ada --reveal > ada.json'))
    .action((userId: string, _options, command: Command) =>
      run(command, (session) => exportUser(session, userId)),
    );
}

async function exportUser({ connection, output, privacy }: Session, userId: string): Promise<ExitCode> {
  const records = await connection.records.read(userId);
  if (isEmpty(records)) throw new RefusedError('Nothing is held on this user.');
  const plain = (record: StoredRecord | null) => record && plainRecord(record, privacy);
  const plainList = (list: readonly StoredRecord[]) => list.map((record) => plainRecord(record, privacy));
  output.json({
    user_id: userId,
    link: plain(records.link),
    mappings: plainList(records.mappings),
    contacts: plainList(records.contacts),
    requests: plainList(records.requests),
    request_counter: plain(records.requestCounter),
    receipts: plainList(records.receipts),
    inbound: plainList(records.inbound),
    inbound_lane: plain(records.inboundLane),
    outbound: plainList(records.outbound),
    events: plainList(records.events),
  });
  return exitCode.done;
}

function plainRecord({ id, fields }: StoredRecord, privacy: Privacy) {
  return { id, ...privacy.fields(fields) };
}

function isEmpty(records: UserRecords): boolean {
  return Object.values(records).every(
    (value) => value === null || (Array.isArray(value) && value.length === 0),
  );
}
