import { invalidArgument } from '../protocol/firestore-error.ts';
import type { Fields } from '../protocol/value.ts';
import type { FieldTransform, Write } from '../protocol/write.ts';
import type { ResourceNames } from './resource-names.ts';

/** A write with its document's path resolved. */
export interface LocatedWrite {
  readonly path: string;
  readonly name: string;
  readonly write: Write;
}

/** Throws INVALID_ARGUMENT for a write that could be applied to no document. */
export function locateWrite(names: ResourceNames, write: Write): LocatedWrite {
  const name = nameIn(write);
  if (write.operation === 'update') checkFieldNames(write.update.fields);
  checkTransforms(transformsOf(write));
  return { path: names.documentPath(name), name, write };
}

function nameIn(write: Write): string {
  switch (write.operation) {
    case 'update':
      return write.update.name;
    case 'delete':
      return write.delete;
    case 'transform':
      return write.transform.document;
    default:
      throw invalidArgument(`A write names no operation: ${JSON.stringify(write satisfies never)}`);
  }
}

export function transformsOf(write: Write): readonly FieldTransform[] {
  return write.operation === 'transform' ? write.transform.fieldTransforms : write.updateTransforms;
}

function checkFieldNames(fields: Fields): void {
  const reserved = Object.keys(fields).find((name) => /^__.*__$/s.test(name));
  if (reserved !== undefined) throw invalidArgument(`Field name "${reserved}" is reserved.`);
}

function checkTransforms(transforms: readonly FieldTransform[]): void {
  const inside = transforms.find(({ fieldPath }) =>
    transforms.some((outer) => fieldPath.startsWith(`${outer.fieldPath}.`)),
  );
  if (inside !== undefined) {
    throw invalidArgument(`Field "${inside.fieldPath}" lies inside another transformed field.`);
  }
}
