import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const guard = new URL('../../../src/infra/logging/guard-console.ts', import.meta.url);

async function printedBy(code: string): Promise<string> {
  const { stderr } = await run(process.execPath, [
    '--input-type=module',
    '--eval',
    `await import(${JSON.stringify(guard.href)}); ${code}`,
  ]);
  return stderr;
}

describe('the console of a function', () => {
  it('shows the class and frames of an error, and nothing that the error holds', async () => {
    const printed = await printedBy(
      `console.error('refused', Object.assign(new TypeError('LINK ABCD-1234'), { body: 'From=+15551110001' }));`,
    );
    expect(printed).toMatch(/^refused TypeError\n\s+at /);
    expect(printed).not.toMatch(/ABCD|1555/);
  });

  it('shows everything else as it is', async () => {
    expect(await printedBy(`console.error('a text', 7);`)).toBe('a text 7\n');
  });
});
