import type { AddressKeys } from '../../domain/linking/address-key.ts';
import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import {
  importMapping,
  type ImportedMapping,
  type ImportRefusal,
  type MappingToImport,
} from './import-mapping.ts';

/** `row` is where the mapping stands in its source, from 1. */
export interface ImportRow {
  readonly row: number;
  readonly mapping: MappingToImport;
}

export interface RefusedRow {
  readonly row: number;
  readonly userId: string;
  readonly reason: ImportRefusal | 'number-twice-in-file' | 'user-twice-in-file';
  /** The row that came first, where the two are in the same file. */
  readonly firstRow: number | null;
}

export interface ImportMappingsCommand {
  readonly rows: readonly ImportRow[];
  /** Looks at everything and writes nothing. */
  readonly dryRun: boolean;
  /** Told how many rows are done. */
  readonly onProgress: (done: number) => void;
}

export interface ImportMappingsResult {
  readonly outcome: 'imported' | 'partly-refused';
  readonly imported: number;
  /** Stored before, with the same user and number. */
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

interface ImportMappingsPorts {
  readonly transactions: LinkingTransactions;
  readonly keys: AddressKeys;
  readonly clock: Clock;
  readonly logger: Logger;
}

const ROWS_AT_ONCE = 16;

/** Takes over links that were made elsewhere, each in a transaction of its own; importing the same again changes nothing. */
export class ImportMappingsUseCase {
  readonly #ports: ImportMappingsPorts;

  constructor(ports: ImportMappingsPorts) {
    this.#ports = ports;
  }

  execute(command: ImportMappingsCommand): Promise<ImportMappingsResult> {
    const fields = { count: command.rows.length };
    return loggedUseCase(this.#ports, 'import-mappings', fields, () => this.#import(command));
  }

  async #import({ rows, dryRun, onProgress }: ImportMappingsCommand): Promise<ImportMappingsResult> {
    const { unique, repeated } = withoutRepetitions(rows);
    const done: { readonly row: ImportRow; readonly result: ImportedMapping }[] = [];
    for (let start = 0; start < unique.length; start += ROWS_AT_ONCE) {
      const batch = unique.slice(start, start + ROWS_AT_ONCE);
      done.push(
        ...(await Promise.all(batch.map(async (row) => ({ row, result: await this.#store(row, dryRun) })))),
      );
      onProgress(repeated.length + done.length);
    }
    const refused = [...repeated, ...done.flatMap(({ row, result }) => refusalOf(row, result))];
    return {
      outcome: refused.length === 0 ? 'imported' : 'partly-refused',
      imported: done.filter(({ result }) => result.kind === 'imported').length,
      unchanged: done.filter(({ result }) => result.kind === 'unchanged').length,
      refused: refused.toSorted((one, other) => one.row - other.row),
    };
  }

  #store({ mapping }: ImportRow, dryRun: boolean): Promise<ImportedMapping> {
    const { transactions, keys, clock } = this.#ports;
    return transactions.run('import-mapping', (repositories) =>
      importMapping(repositories, keys, mapping, { now: clock.now(), dryRun }),
    );
  }
}

function refusalOf({ row, mapping }: ImportRow, result: ImportedMapping): readonly RefusedRow[] {
  if (result.kind !== 'refused') return [];
  return [{ row, userId: mapping.userId, reason: result.reason, firstRow: null }];
}

/** The first row of a user or number counts. */
function withoutRepetitions(rows: readonly ImportRow[]): {
  readonly unique: readonly ImportRow[];
  readonly repeated: readonly RefusedRow[];
} {
  const rowOfNumber = new Map<string, number>();
  const rowOfUser = new Map<string, number>();
  const unique: ImportRow[] = [];
  const repeated: RefusedRow[] = [];
  for (const entry of rows) {
    const { row, mapping } = entry;
    const sameNumber = rowOfNumber.get(mapping.address.value);
    const firstRow = sameNumber ?? rowOfUser.get(mapping.userId);
    if (firstRow === undefined) {
      rowOfNumber.set(mapping.address.value, row);
      rowOfUser.set(mapping.userId, row);
      unique.push(entry);
    } else {
      const reason = sameNumber === undefined ? 'user-twice-in-file' : 'number-twice-in-file';
      repeated.push({ row, userId: mapping.userId, reason, firstRow });
    }
  }
  return { unique, repeated };
}
