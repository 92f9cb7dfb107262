import { invalidArgument } from '../protocol/firestore-error.ts';
import type { Fields, Value } from '../protocol/value.ts';
import type { FieldTransform, Write } from '../protocol/write.ts';
import type { DocumentReader } from '../query/document-reader.ts';
import { documentSize, MAXIMUM_DOCUMENT_BYTES } from '../value/document-size.ts';
import { getField, parseFieldPath, withField } from '../value/field-path.ts';
import { identicalFields } from '../value/identical-fields.ts';
import { storableFields } from '../value/storable-fields.ts';
import type { Microseconds } from '../value/timestamp.ts';
import { checkPrecondition } from './check-precondition.ts';
import { applyTransform } from './field-transform.ts';
import { transformsOf, type LocatedWrite } from './locate-write.ts';
import type { CommittedChange, StoredDocument } from './stored-document.ts';

export interface AppliedWrite {
  /** Undefined for a delete; the former time where the write changed nothing. */
  readonly updateTime: Microseconds | undefined;
  readonly transformResults: readonly Value[];
}

export interface AppliedWrites {
  readonly results: readonly AppliedWrite[];
  readonly changes: readonly CommittedChange[];
}

interface WriteOutcome {
  readonly fields: Fields | undefined;
  readonly transformResults: readonly Value[];
}

/** What the writes, in order and as one commit, do to the documents. Stores nothing; throws if any write is refused. */
export function applyWrites(
  reader: DocumentReader,
  writes: readonly LocatedWrite[],
  time: Microseconds,
): AppliedWrites {
  const written = new Map<string, StoredDocument | undefined>();
  const outcomes = writes.map((located) => {
    const { path, name, write } = located;
    const before = written.has(path) ? written.get(path) : reader.document(path);
    if (write.currentDocument !== null) checkPrecondition(write.currentDocument, name, before);
    const outcome = applyWrite(located, before?.fields ?? {}, time);
    const createTime = before?.createTime ?? time;
    written.set(path, outcome.fields && { name, path, fields: outcome.fields, createTime, updateTime: time });
    return outcome;
  });
  const changes = [...written].flatMap(([path, after]) => changeOf(reader.document(path), after, path, time));
  const changed = new Set(changes.map(({ path }) => path));
  const results = writes.map(({ path }, i) => ({
    updateTime: outcomes[i]?.fields && (changed.has(path) ? time : reader.document(path)?.updateTime),
    transformResults: outcomes[i]?.transformResults ?? [],
  }));
  return { results, changes };
}

function changeOf(
  before: StoredDocument | undefined,
  after: StoredDocument | undefined,
  path: string,
  time: Microseconds,
): readonly CommittedChange[] {
  if (before === undefined && after === undefined) return [];
  if (before !== undefined && after !== undefined && identicalFields(before.fields, after.fields)) return [];
  return [{ path, before, after, time }];
}

function applyWrite({ path, name, write }: LocatedWrite, current: Fields, time: Microseconds): WriteOutcome {
  if (write.operation === 'delete') return { fields: undefined, transformResults: [] };
  const updated = write.operation === 'update' ? updatedFields(write, current) : current;
  const outcome = transformFields(updated, transformsOf(write), time);
  const size = documentSize(path, outcome.fields);
  if (size > MAXIMUM_DOCUMENT_BYTES) {
    throw invalidArgument(
      `Document '${name}' cannot be written because its size (${size} bytes) exceeds the maximum allowed size of ` +
        `${MAXIMUM_DOCUMENT_BYTES} bytes.`,
    );
  }
  return outcome;
}

function updatedFields(write: Extract<Write, { operation: 'update' }>, current: Fields): Fields {
  const input = storableFields(write.update.fields);
  if (write.updateMask === null) return input;
  return write.updateMask.fieldPaths
    .map(parseFieldPath)
    .reduce((fields, path) => withField(fields, path, getField(input, path)), current);
}

function transformFields(
  current: Fields,
  transforms: readonly FieldTransform[],
  time: Microseconds,
): { readonly fields: Fields; readonly transformResults: readonly Value[] } {
  let fields = current;
  const transformResults: Value[] = [];
  for (const transform of transforms) {
    const path = parseFieldPath(transform.fieldPath);
    const { value, result } = applyTransform(getField(fields, path), transform, time);
    fields = withField(fields, path, value);
    transformResults.push(result);
  }
  return { fields, transformResults };
}
