import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../../', import.meta.url);
const document = readFileSync(new URL('docs/linking-outcomes.md', root), 'utf8');
const rows = document.split('\n').filter((line) => /^\| (?!situation|-)/.test(line));

describe('docs/linking-outcomes.md', () => {
  it.each(rows)('names a test that exists: %s', (row) => {
    const tests = [...row.matchAll(/`([\w/-]+\.test\.ts)`/g)].map(([, path = '']) => path);
    expect(tests).not.toEqual([]);
    expect(tests.filter((path) => !existsSync(new URL(`functions/test/${path}`, root)))).toEqual([]);
  });

  it('has a row for each situation', () => {
    expect(rows.length).toBeGreaterThan(12);
  });
});
