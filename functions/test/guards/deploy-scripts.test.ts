import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8'));

const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(read('package.json'));
const firebase = z.object({
  functions: z.array(z.object({ codebase: z.string(), predeploy: z.array(z.string()) })),
});
const codebases = firebase.parse(read('firebase.json')).functions;

const targetsOf = (script: string) => /--only (\S+)/.exec(scripts[script] ?? '')?.[1]?.split(',');

test('a deployment replaces nothing but our codebase and indexes: the rules are those of the whole app', () => {
  const [codebase] = codebases;
  expect(targetsOf('deploy')).toEqual([`functions:${codebase?.codebase}`, 'firestore:indexes']);
  expect(targetsOf('deploy:rules')).toEqual(['firestore:rules']);
});

test('a deployment checks the configuration before all else, by the Node that npm brings', () => {
  for (const { predeploy } of codebases) {
    expect(predeploy[0]).toBe('npm run --silent check-configuration');
  }
  expect(scripts['check-configuration']).toBe('node scripts/check-configuration.ts');
});

test('the emulators never know a real project', () => {
  expect(scripts['emulators']).toMatch(/emulators:start --project demo-\w+$/);
});
