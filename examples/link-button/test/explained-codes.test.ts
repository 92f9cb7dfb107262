import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { english } from '../texts/english.ts';

const callables = [
  'callable-error',
  'callable-input',
  'user-callable',
  'start-link',
  'confirm-link',
  'cancel-link',
  'unlink',
];

/** Those that other callables alone give. */
const ofOthers = new Set(['too-many-exports']);

/** Those that the button gives by itself. */
const ofTheButton = ['state-unreadable', 'unreachable'];

function codesIn(name: string): readonly string[] {
  const source = readFileSync(
    new URL(`../../../functions/src/infra/functions/${name}.ts`, import.meta.url),
    'utf8',
  );
  const stated = [...source.matchAll(/\bcode: '([a-z-]+)'/g)];
  const mapped = [...source.matchAll(/^ {2}'?([a-z-]+)'?: '[a-z-]+',$/gm)];
  const isTable = name === 'callable-error';
  return [...stated, ...(isTable ? mapped : [])].flatMap(([, code]) => code ?? []);
}

it('has a sentence for each code that the callables give, and for no other', () => {
  const given = callables.flatMap(codesIn).filter((code) => !ofOthers.has(code));
  expect(given).toContain('contention');
  expect(given).toContain('maintenance');
  expect(Object.keys(english.errors).sort()).toEqual([...given, ...ofTheButton].sort());
});
