import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const logging = new URL('../../../src/infra/logging/create-logger.ts', import.meta.url).href;

/** Runs to the end of everything the libraries started by themselves, and counts what of it left the process. */
const program = `
  import net from 'node:net';
  let connections = 0;
  net.Socket.prototype.connect = function () { connections += 1; this.destroy(); return this; };
  const { createLogger } = await import(${JSON.stringify(logging)});
  const logger = await createLogger({ level: 'info', projectId: 'demo-linkline', service: 'linkline' });
  logger.info('first');
  logger.error('second', { error: new Error('no') });
  process.on('exit', () => process.stdout.write('connections ' + connections));
`;

it('a process that logs writes its lines to standard output, connects to nothing and ends by itself', async () => {
  const { METADATA_SERVER_DETECTION: _, ...environment } = process.env;
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { env: environment, timeout: 15_000 },
  );

  expect(stderr).toBe('');
  expect(stdout.split('\n')).toStrictEqual([
    expect.stringContaining('"message":"first"'),
    expect.stringContaining('"message":"second"'),
    'connections 0',
  ]);
});
