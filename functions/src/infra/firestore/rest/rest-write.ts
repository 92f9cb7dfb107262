import type { DocumentData } from 'firebase-admin/firestore';
import type { DocumentKey, DocumentWrite } from '../document-transaction.ts';
import { isFieldChange } from '../documents/field-changes.ts';
import { encodeFields, encodeValue, isMap, type RestFields, type RestValue } from './rest-values.ts';

/** A merge that fails where there is no document. */
export interface DocumentUpdate {
  readonly kind: 'update';
  readonly document: DocumentKey;
  readonly fields: DocumentData;
}

/** https://firebase.google.com/docs/firestore/reference/rest/v1/Write */
export type RestWrite =
  | {
      readonly update: { readonly name: string; readonly fields: RestFields };
      readonly updateMask?: { readonly fieldPaths: readonly string[] };
      readonly updateTransforms?: readonly FieldTransform[];
      readonly currentDocument?: { readonly exists: boolean };
    }
  | { readonly delete: string };

type FieldTransform = { readonly fieldPath: string } & (
  | { readonly appendMissingElements: { readonly values: readonly RestValue[] } }
  | { readonly maximum: RestValue }
);

const SIMPLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function restWrite(
  write: DocumentWrite | DocumentUpdate,
  nameOf: (document: DocumentKey) => string,
): RestWrite {
  const name = nameOf(write.document);
  if (write.kind === 'delete') return { delete: name };
  const { kind, fields } = write;
  const leaves = leavesOf(fields);
  const updateTransforms = leaves.flatMap(({ path, value }) => transformOf(path, value));
  const fieldPaths = leaves.flatMap(({ path, value }) => (transformOf(path, value).length > 0 ? [] : [path]));
  return {
    update: { name, fields: encodeFields(withoutChanges(fields)) },
    ...((kind === 'merge' || kind === 'update') && { updateMask: { fieldPaths } }),
    ...(updateTransforms.length > 0 && { updateTransforms }),
    ...(kind === 'create' && { currentDocument: { exists: false } }),
    ...(kind === 'update' && { currentDocument: { exists: true } }),
  };
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

/** A merge reaches into maps; an empty one replaces what is stored. */
function leavesOf(fields: object, prefix = ''): readonly Leaf[] {
  return Object.entries(fields).flatMap(([name, value]: [string, unknown]) => {
    const path = `${prefix}${segment(name)}`;
    const isInner = isMap(value) && Object.keys(value).length > 0;
    return isInner ? leavesOf(value, `${path}.`) : [{ path, value }];
  });
}

/** None for a value, nor for a removal, which is a path without a value. */
function transformOf(fieldPath: string, value: unknown): readonly FieldTransform[] {
  if (!isFieldChange(value)) return [];
  switch (value.kind) {
    case 'removal':
      return [];
    case 'addition':
      return [{ fieldPath, appendMissingElements: { values: value.elements.map(encodeValue) } }];
    case 'greater':
      return [{ fieldPath, maximum: encodeValue(value.number) }];
  }
}

function withoutChanges(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]: [string, unknown]) => !isFieldChange(value))
      .map(([name, value]: [string, unknown]) => [name, isMap(value) ? withoutChanges(value) : value]),
  );
}

function segment(name: string): string {
  return SIMPLE_NAME.test(name) ? name : `\`${name.replaceAll(/[\\`]/g, String.raw`\$&`)}\``;
}
