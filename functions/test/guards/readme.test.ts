import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optionValue } from '../../../local/functions-host/option-value.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { parameters, secretParameters } from '../../src/infra/config/parameters.ts';

const root = new URL('../../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const packageScripts = new Set(
  Object.keys(
    // package.json of this repository
    (JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { scripts: object }).scripts,
  ),
);

/** Cells of the configuration table: name, required, default, secret, meaning. */
const rows = readme
  .split('\n')
  .filter((line) => /^\| `[A-Z_]+` /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

const defaults = Object.values(parameters).flatMap(({ name, options }) => {
  const value = `${optionValue(options.default) ?? ''}`;
  return value === '' ? [] : [[name, value] as const];
});

describe('the README', () => {
  it('lists every parameter and secret, and no other', () => {
    const known = [...Object.values(parameters), ...Object.values(secretParameters)].map(({ name }) => name);
    expect(new Set(rows.map(([, name]) => name))).toEqual(new Set(known));
    expect(rows).toHaveLength(known.length);
  });

  it.each(Object.values(secretParameters))('calls $name a secret', ({ name }) => {
    expect(rows.find((row) => row[1] === name)?.[4]).toBe('yes');
  });

  it.each(defaults)('tells the default of %s: %s', (name, value) => {
    expect(rows.find((row) => row[1] === name)?.[3]).toBe(value);
  });

  it.each(['accountSid', 'authToken', 'sender'] as const)('tells the local %s', (name) => {
    expect(readme).toContain(localIdentity[name]);
  });

  it('names scripts and files that exist', () => {
    const scripts = [...readme.matchAll(/npm run ([\w-]+)/g)].map(([, script]) => script);
    expect(scripts.filter((script) => script !== undefined && !packageScripts.has(script))).toEqual([]);
    const files = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, file]) => file ?? '');
    expect(files.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
  });
});
