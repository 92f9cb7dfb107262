import { Argument, type Command } from 'commander';
import type { ImportMappingsResult } from '../../../functions/src/app/operating/import-mappings-use-case.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { field } from '../output/cell.ts';
import { examples } from '../output/examples.ts';
import { Progress } from '../output/progress.ts';
import type { Run, Session } from '../session.ts';
import { readMappings, type RowProblem } from './mapping-source.ts';

const ABOUT = `
The file has a line of column names: user_id and whatsapp_number ("+" and the number with its country code, or a
WhatsApp address), and if you like linked_at (ISO 8601) and profile_name. A collection has documents with the same
fields. Nobody is told; importing the same again changes nothing; rows that are refused are listed, the others count.
`;

const REASONS: Readonly<Record<string, string>> = {
  'number-linked-to-other-user': 'the number is linked to another user',
  'user-linked-to-other-number': 'the user is linked to another number: unlink it first',
  'number-on-hold': 'the link of the number is on hold: its holder must link it again',
  'number-twice-in-file': 'the number stands in an earlier row',
  'user-twice-in-file': 'the user stands in an earlier row',
};

interface Refusal {
  readonly row: number;
  readonly userId: string | null;
  readonly reason: string;
  readonly explanation: string;
}

export function addImportCommand(mapping: Command, run: Run): void {
  mapping
    .command('import')
    .addArgument(
      new Argument('<source>', 'a CSV file, or collection:<path> for documents of the same database'),
    )
    .option('--dry-run', 'look at every row and write nothing')
    .description('take over links that were made elsewhere')
    .addHelpText(
      'after',
      ABOUT + examples('mapping import links.csv --dry-run', 'mapping import collection:old_links'),
    )
    .action((source: string, options: { readonly dryRun?: boolean }, command: Command) =>
      run(command, (session) => importFrom(session, source, options.dryRun ?? false)),
    );
}

async function importFrom(session: Session, source: string, dryRun: boolean): Promise<ExitCode> {
  const { connection, terminal, clock } = session;
  const { rows, problems } = await readMappings(source, connection.firestore, clock.now());
  if (!dryRun) await session.confirm(`Importing ${rows.length} mappings`);
  const importing = await connection.importMappings();
  const progress = new Progress(terminal, { total: rows.length, noun: 'mappings' });
  try {
    const result = await importing.execute({ rows, dryRun, onProgress: (done) => progress.update(done) });
    progress.stop();
    return report(session, result, { problems, dryRun });
  } finally {
    progress.stop();
  }
}

function report(
  { output }: Session,
  result: ImportMappingsResult,
  { problems, dryRun }: { readonly problems: readonly RowProblem[]; readonly dryRun: boolean },
): ExitCode {
  const refusals = [...problems.map(malformed), ...refused(result)].toSorted(
    (one, other) => one.row - other.row,
  );
  output.record(
    [
      field('dry_run', 'Dry run', dryRun),
      field('imported', dryRun ? 'Would be imported' : 'Imported', result.imported),
      field('unchanged', 'There already', result.unchanged),
      field('refused', 'Refused', refusals.length),
    ],
    [
      {
        name: 'refusals',
        title: 'Refused rows',
        rows: refusals.map(({ row, userId, reason, explanation }) => [
          field('row', 'Row', row),
          field('user_id', 'User', userId),
          field('reason', 'Reason', reason),
          field('explanation', 'What to do', explanation),
        ]),
        whenEmpty: 'None.',
      },
    ],
  );
  return refusals.length === 0 ? exitCode.done : exitCode.failed;
}

function malformed({ row, userId, problem }: RowProblem): Refusal {
  return { row, userId, reason: 'malformed', explanation: problem };
}

function refused(result: ImportMappingsResult): readonly Refusal[] {
  return result.refused.map(({ row, userId, reason, firstRow }) => ({
    row,
    userId,
    reason,
    explanation: `${REASONS[reason] ?? reason}${firstRow === null ? '' : ` (row ${firstRow})`}`,
  }));
}
