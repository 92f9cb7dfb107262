import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AdminWorld, runCommandLine } from './testing/admin-world.ts';
import { PHONE } from './testing/stored-messages.ts';

let world: AdminWorld;

beforeAll(async () => {
  world = await AdminWorld.start();
});

afterAll(() => world.stop());

beforeEach(() => world.firestore.clear());

describe('exit code', () => {
  it.each([
    { commandLine: 'mapping show nobody --local', exitCode: 1, says: 'Nothing is known' },
    { commandLine: 'messages show order-4711 --local', exitCode: 1, says: 'no such message' },
    { commandLine: 'messages list --local', exitCode: 2, says: '--state' },
    { commandLine: 'messages list --state queued --limit 0 --local', exitCode: 2, says: '1 to 1000' },
    { commandLine: 'mapping show +12 --local', exitCode: 2, says: 'Not a WhatsApp address' },
    { commandLine: 'mapping import missing.csv --local', exitCode: 2, says: 'ENOENT' },
    { commandLine: 'inbound backfill --since yesterday --local', exitCode: 2, says: '30m, 2h, 3d' },
    { commandLine: 'sending status', exitCode: 2, says: '--project <id>' },
    {
      commandLine: 'mapping show ada --project demo',
      exitCode: 3,
      says: 'functions:secrets:access ADDRESS_KEY',
    },
    { commandLine: 'inbound backfill --since 2h --project demo', exitCode: 3, says: 'ADDRESS_KEY' },
  ])('$exitCode: $commandLine', async ({ commandLine, exitCode, says }) => {
    const answer = await runCommandLine(commandLine, world.environment);
    expect(answer).toMatchObject({ exitCode, stdout: '', stderr: expect.stringContaining(says) });
  });

  it('3 with another key than the one under which numbers are stored', async () => {
    const old = { user_id: 'ada', whatsapp_number: PHONE };
    await world.client.doc('whatsapp_old_links/ada').set(old);
    expect(await world.admin('mapping import collection:whatsapp_old_links')).toMatchObject({ exitCode: 0 });
    const environment = {
      ...world.environment,
      GCLOUD_PROJECT: 'demo-linkline',
      ADDRESS_KEY: 'x'.repeat(32),
    };
    const answer = await runCommandLine('mapping show ada', environment);
    expect(answer).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('not the key') });
  });

  it('3 where nobody listens', async () => {
    const answer = await runCommandLine('sending status --local', { FIRESTORE_EMULATOR_HOST: '127.0.0.1:1' });
    expect(answer).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('npm start') });
  });
});

describe('the process', () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const run = (...args: readonly string[]) => {
    const { FIRESTORE_EMULATOR_HOST: _, ...environment } = process.env;
    return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env: environment });
  };

  it('teaches with --help, and ends with the exit code', () => {
    const help = run('messages', 'retry', '--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toContain('npm run admin -- messages retry order-4711');
    expect(run('messages', 'forget')).toMatchObject({ status: 2, stdout: '' });
  });
});
