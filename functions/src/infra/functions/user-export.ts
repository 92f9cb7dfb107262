import type { RecordValue, StoredRecord, UserRecords } from '../../domain/operating/user-records.ts';
import type { Instant } from '../../domain/shared/clock.ts';

type Fields = StoredRecord['fields'];

export interface UserExport {
  readonly format: 1;
  readonly exported_at: string;
  readonly user_id: string;
  readonly complete: boolean;
  readonly incomplete: UserRecords['incomplete'];
  readonly link: Fields | null;
  readonly mappings: readonly Fields[];
  readonly contacts: readonly Fields[];
  readonly requests: readonly Fields[];
  readonly request_counter: Fields | null;
  readonly receipts: readonly Fields[];
  readonly inbound: readonly Fields[];
  readonly outbound: readonly Fields[];
  readonly events: readonly Fields[];
}

interface ExportedRecords {
  readonly userId: string;
  readonly exportedAt: Instant;
  readonly records: UserRecords;
}

/** Keyed hashes, locks and traces: they tell nothing about the user, and some would help whoever wants to guess numbers. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  'address_key',
  'mapping_id',
  'content_hash',
  'lease_token',
  'rekeyed',
  'trace',
]);

/** What `exportMyData` answers: every field that is stored, but those that are left out. `docs/export-format.md` explains them. */
export function userExportOf({ userId, exportedAt, records }: ExportedRecords): UserExport {
  return {
    format: 1,
    exported_at: new Date(exportedAt).toISOString(),
    user_id: userId,
    complete: records.incomplete.length === 0,
    incomplete: records.incomplete,
    link: records.link && plainFields(records.link.fields),
    mappings: records.mappings.map(({ fields }) => plainFields(fields)),
    contacts: records.contacts.map(({ fields }) => plainFields(fields)),
    requests: records.requests.map(requestOf),
    request_counter: records.requestCounter && plainFields(records.requestCounter.fields),
    receipts: receiptsOf(records).map(withId),
    inbound: records.inbound.map(withId),
    outbound: records.outbound.map(withId),
    events: records.events.map(withId),
  };
}

/** The number may have been somebody else's before. */
function receiptsOf({ mappings, receipts }: UserRecords): readonly StoredRecord[] {
  const [since] = mappings.map(({ fields }) => sinceOf(fields)).toSorted();
  return receipts.filter(({ fields }) => since !== undefined && textOf(fields['answered_at']) >= since);
}

/** When the holder of the number sent the code; the link of an import has no such message. */
function sinceOf({ consent, linked_at }: Fields): string {
  return isFields(consent) ? textOf(consent['given_at']) : textOf(linked_at);
}

/** Anybody may have sent the code of a request that was not confirmed: the app shows that number masked, and so does its link here. */
function requestOf({ id, fields }: StoredRecord): Fields {
  const isOwn = fields['state'] === 'confirmed';
  return withId({ id, fields: isOwn ? fields : { ...fields, claim: null } });
}

function withId({ id, fields }: StoredRecord): Fields {
  return { id, ...plainFields(fields) };
}

function plainFields(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(([name]) => !LEFT_OUT.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: RecordValue): RecordValue {
  if (isList(value)) return value.map(plainValue);
  return isFields(value) ? plainFields(value) : value;
}

function isFields(value: RecordValue | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: RecordValue | undefined): value is readonly RecordValue[] {
  return Array.isArray(value);
}

function textOf(value: RecordValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
