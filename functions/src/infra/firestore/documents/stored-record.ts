import { Timestamp, type DocumentSnapshot } from 'firebase-admin/firestore';
import type { RecordValue, StoredRecord } from '../../../domain/operating/user-records.ts';

/** A document as plain data; null where there is none. */
export function storedRecord(document: DocumentSnapshot): StoredRecord | null {
  const data = document.data();
  return data === undefined ? null : { id: document.id, fields: plainFields(data) };
}

function plainFields(fields: object): StoredRecord['fields'] {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): RecordValue {
  if (value instanceof Timestamp) return value.toDate().toISOString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'object' && value !== null) return plainFields(value);
  return null;
}
