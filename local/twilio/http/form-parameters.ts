/** Names and values in the order of the wire; a name may be repeated. */
export type FormParameters = readonly (readonly [name: string, value: string])[];

export const encodeForm = (parameters: FormParameters): string =>
  new URLSearchParams(parameters.map(([name, value]): [string, string] => [name, value])).toString();

/** For display: the values of a repeated name are joined by a comma. */
export function asRecord(parameters: Iterable<readonly [string, string]>): Readonly<Record<string, string>> {
  const values = new Map<string, string>();
  for (const [name, value] of parameters) {
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return Object.fromEntries(values);
}
