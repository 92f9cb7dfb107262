import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { optionValue } from '../../../local/functions-host/option-value.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { parameters, secretParameters } from '../../src/infra/config/parameters.ts';

const root = new URL('../../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const documents = globSync(['*.md', '{docs,examples,functions,ops}/**/*.md'], {
  cwd: fileURLToPath(root),
  exclude: ['**/node_modules/**', '**/lib/**'],
});
const packageScripts = new Set(
  Object.keys(
    // package.json of this repository
    (JSON.parse(read('package.json')) as { scripts: object }).scripts,
  ),
);

/** Cells of the configuration table: name, required, default, secret, meaning. */
const rows = read('docs/configuration.md')
  .split('\n')
  .filter((line) => /^\| `[A-Z_]+` /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

const defaults = Object.values(parameters).flatMap(({ name, options }) => {
  const value = `${optionValue(options.default) ?? ''}`;
  return value === '' ? [] : [[name, value] as const];
});

describe('the documents', () => {
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
    expect(read('docs/local-world.md')).toContain(localIdentity[name]);
  });

  it('are found', () => {
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/operating.md']));
  });

  it.each(documents)('%s names scripts and files that exist', (document) => {
    const text = read(document);
    const scripts = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
    expect(scripts.filter((script) => script !== undefined && !packageScripts.has(script))).toEqual([]);
    const files = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g)].map(([, file]) => file ?? '');
    expect(files.filter((file) => !existsSync(new URL(file, new URL(document, root))))).toEqual([]);
  });
});
