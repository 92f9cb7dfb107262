import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const files: Readonly<Record<string, string>> = {
  'mixed.test.ts': `
    test('passes', () => {});
    test('passes too', () => {});
    test('fails', () => { throw new Error('broken'); });
    describe('with a reason', () => {
      test('told when it runs', (context) => context.skip('no Chromium is installed'));
    });
    test.skip('without a reason', () => {});
  `,
  'broken-hook.test.ts': `
    describe('its hook', () => {
      beforeAll(() => { throw new Error('broken'); });
      test('never runs', () => {});
    });
  `,
  'broken-file.test.ts': `throw new Error('broken');`,
};

async function run(): Promise<{ exitCode: number; output: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'linkline-counts-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
    return await runProbe(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

function runProbe(directory: string): Promise<{ exitCode: number; output: string }> {
  const probe = join(import.meta.dirname, 'count-reporter-probe.ts');
  // none of the variables that tell a process that it runs inside vitest
  const options = { env: { PATH: process.env['PATH'], NO_COLOR: '1' } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [probe, directory], options, (_error, output) => {
      resolve({ exitCode: child.exitCode ?? 0, output });
    });
  });
}

test('a run ends with what was skipped, why, and the counts', async () => {
  const { exitCode, output } = await run();
  const lines = output.trimEnd().split('\n');
  expect(lines.slice(-4)).toEqual([
    'SKIPPED broken-hook.test.ts > its hook > never runs: no reason is given: skip it with context.skip(reason)',
    'SKIPPED mixed.test.ts > with a reason > told when it runs: no Chromium is installed',
    'SKIPPED mixed.test.ts > without a reason: no reason is given: skip it with context.skip(reason)',
    '2 passed, 3 failed, 3 skipped',
  ]);
  expect(exitCode).toBe(1);
});
