import { map, type Fields, type Value } from '../protocol/value.ts';

/** The names that lead to a field, outermost first. */
export type FieldPath = readonly string[];

/** Reads the wire form, in which names that are not plain identifiers stand between back-quotes. */
export function parseFieldPath(text: string): FieldPath {
  return Array.from(text.matchAll(/`((?:[^`\\]|\\.)*)`|[^.`]+/gs), ([name, quoted]) =>
    quoted === undefined ? name : quoted.replaceAll(/\\(.)/gs, '$1'),
  );
}

export function getField(fields: Fields, [name, ...rest]: FieldPath): Value | undefined {
  if (name === undefined || !Object.hasOwn(fields, name)) return undefined;
  const value = fields[name];
  if (rest.length === 0) return value;
  return value?.valueType === 'mapValue' ? getField(value.mapValue.fields, rest) : undefined;
}

/** A copy with the field set, or removed for `undefined`; a value that is in the way becomes a map. */
export function withField(fields: Fields, [name, ...rest]: FieldPath, value: Value | undefined): Fields {
  if (name === undefined) return fields;
  if (rest.length === 0) return value === undefined ? without(fields, name) : { ...fields, [name]: value };
  const current = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const inner = current?.valueType === 'mapValue' ? current.mapValue.fields : undefined;
  if (inner === undefined && value === undefined) return fields;
  return { ...fields, [name]: map(withField(inner ?? {}, rest, value)) };
}

function without(fields: Fields, name: string): Fields {
  const { [name]: _removed, ...others } = fields;
  return others;
}

/** Only the fields that the wire paths name. */
export function selectFields(fields: Fields, paths: readonly string[]): Fields {
  let selected: Fields = {};
  for (const text of paths) {
    const path = parseFieldPath(text);
    const value = getField(fields, path);
    if (value !== undefined) selected = withField(selected, path, value);
  }
  return selected;
}
