import { reference, type Value } from '../protocol/value.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { getField, parseFieldPath } from '../value/field-path.ts';

/** The pseudo field that stands for a document's own name in filters, orders and projections. */
export const DOCUMENT_NAME = '__name__';

export type DocumentField = (document: StoredDocument) => Value | undefined;

export function documentField(fieldPath: string): DocumentField {
  if (fieldPath === DOCUMENT_NAME) return (document) => reference(document.name);
  const path = parseFieldPath(fieldPath);
  return (document) => getField(document.fields, path);
}
