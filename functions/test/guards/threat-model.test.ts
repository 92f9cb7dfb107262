import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutants } from '../mutants/mutants.ts';

const root = new URL('../../../', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, root), 'utf8');

/** Cells of the table: id, threat, who, what stops it, tests. */
const rows = textOf('docs/threat-model.md')
  .split('\n')
  .filter((line) => /^\| T\d\d /.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '').trim()))
  .map(([id = '', threat = '', who = '', stops = '', tests = '']) => ({ id, threat, who, stops, tests }));

describe('the threat model', () => {
  it('has a row for each id, in order and whole', () => {
    expect(rows.map(({ id }) => id)).toEqual(
      rows.map((_, position) => `T${String(position + 1).padStart(2, '0')}`),
    );
    for (const row of rows) expect(Object.values(row)).not.toContain('');
  });

  it.each(rows)('$id $threat: names tests, and a defence that is taken away to see them fail', (row) => {
    const named = [...row.tests.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file]) => file ?? '');
    expect(named.length).toBeGreaterThan(0);
    const taken = mutants.filter(({ threat }) => threat === row.id);
    expect(taken.length).toBeGreaterThan(0);
    expect(named).toEqual(expect.arrayContaining([...new Set(taken.map(({ test }) => test))]));
    for (const file of named) expect(textOf(file)).not.toBe('');
  });

  it.each(mutants)(
    '$threat: $defence, is where its mutant looks for it',
    ({ threat, file, find, replace }) => {
      expect(rows.map(({ id }) => id)).toContain(threat);
      expect(textOf(file).split(find)).toHaveLength(2);
      expect(replace).not.toBe(find);
    },
  );
});
