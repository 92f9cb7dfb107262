import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { ImportRow } from '../../../functions/src/app/operating/import-mappings-use-case.ts';
import { parseWhatsAppAddress } from '../../../functions/src/domain/linking/whatsapp-address.ts';
import type { Instant } from '../../../functions/src/domain/shared/clock.ts';
import { UsageError } from '../admin-error.ts';

/** Says what is wrong without repeating the number. */
export interface RowProblem {
  readonly row: number;
  readonly userId: string | null;
  readonly problem: string;
}

export interface MappingSource {
  readonly rows: readonly ImportRow[];
  readonly problems: readonly RowProblem[];
}

const COLLECTION = /^collection:(.+)$/;
const PAGE_SIZE = 500;
/** https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields */
const DOCUMENT_ID = /^(?!\.\.?$)(?!__.*__$)[^/]{1,128}$/;

const absentWhenBlank = (value: unknown) => (value === null || value === '' ? undefined : value);

const rowSchema = (now: Instant) =>
  z.object({
    user_id: z.string('user_id is missing').trim().regex(DOCUMENT_ID, 'user_id is not the id of a user'),
    whatsapp_number: z
      .string('whatsapp_number is missing')
      .transform((text) => `whatsapp:${text.replace(/^whatsapp:/, '').replaceAll(/[\s()-]/g, '')}`)
      .transform((text, context) => {
        try {
          return parseWhatsAppAddress(text);
        } catch {
          context.addIssue('whatsapp_number is not "+" and a number with its country code');
          return z.NEVER;
        }
      }),
    linked_at: z.preprocess(
      absentWhenBlank,
      z
        .union([z.iso.datetime({ offset: true }), z.iso.date()], 'linked_at is not a time in ISO 8601')
        .transform((text): Instant => Date.parse(text))
        .refine((at) => at <= now, 'linked_at is in the future')
        .optional(),
    ),
    profile_name: z.preprocess(
      absentWhenBlank,
      z
        .string('profile_name is not a text')
        .max(200, 'profile_name is longer than 200 characters')
        .optional(),
    ),
  });

/** Throws `UsageError` where there is nothing that can be read as mappings. */
export async function readMappings(
  source: string,
  firestore: Firestore,
  now: Instant,
): Promise<MappingSource> {
  const path = COLLECTION.exec(source)?.[1];
  const records = path === undefined ? readFile(source) : readCollection(firestore, path);
  const schema = rowSchema(now);
  const rows: ImportRow[] = [];
  const problems: RowProblem[] = [];
  for await (const { row, fields } of records) {
    const { success, data, error } = schema.safeParse(fields);
    if (success) rows.push({ row, mapping: mappingOf(data) });
    else
      problems.push({
        row,
        userId: userIdOf(fields),
        problem: error.issues.map(({ message }) => message).join(', '),
      });
  }
  return { rows, problems };
}

function mappingOf(data: z.output<ReturnType<typeof rowSchema>>): ImportRow['mapping'] {
  return {
    userId: data.user_id,
    address: data.whatsapp_number,
    linkedAt: data.linked_at ?? null,
    profileName: data.profile_name ?? null,
  };
}

function userIdOf(fields: unknown): string | null {
  const { user_id } = z.object({ user_id: z.string().nullish() }).catch({}).parse(fields);
  return user_id || null;
}

interface SourceRecord {
  /** The line of a file, the place in a collection: from 1, the line of names not counted. */
  readonly row: number;
  readonly fields: unknown;
}

async function* readFile(file: string): AsyncGenerator<SourceRecord, void> {
  const parser = createReadStream(file)
    .on('error', (error) => parser.destroy(error))
    .pipe(parse({ bom: true, trim: true, skip_empty_lines: true, columns: checkColumns }));
  let row = 0;
  try {
    for await (const fields of parser) yield { row: (row += 1), fields };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new UsageError(`The file cannot be read after row ${row} (${code}).`, { cause: error });
  }
}

function checkColumns(names: readonly string[]): string[] {
  const missing = ['user_id', 'whatsapp_number'].filter((name) => !names.includes(name));
  if (missing.length > 0) throw new UsageError(`The file has no column ${missing.join(' and no column ')}.`);
  return [...names];
}

async function* readCollection(firestore: Firestore, path: string): AsyncGenerator<SourceRecord, void> {
  if (path.split('/').length % 2 === 0) throw new UsageError(`${path} is a document: give a collection.`);
  const query = firestore.collection(path).limit(PAGE_SIZE);
  let row = 0;
  for (let page = await query.get(); page.size > 0;) {
    for (const document of page.docs) yield { row: (row += 1), fields: withTexts(document.data()) };
    page = await query.startAfter(page.docs.at(-1)).get();
  }
  if (row === 0) throw new UsageError(`The collection ${path} has no documents.`);
}

function withTexts(data: object): unknown {
  const texts = Object.entries(data).map(([name, value]) => [
    name,
    value instanceof Timestamp ? value.toDate().toISOString() : value,
  ]);
  return Object.fromEntries(texts);
}
