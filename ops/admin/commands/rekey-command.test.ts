import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAINTENANCE_HEADER } from '../../../functions/src/infra/functions/in-maintenance.ts';
import { HttpListener } from '../../../local/world/http-listener.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { AdminWorld, runCommandLine } from '../testing/admin-world.ts';
import { PHONE } from '../testing/stored-messages.ts';

const NEW_KEY = 'a-new-key-for-addresses-that-is-not-secret';

let world: AdminWorld;
let webhooks: HttpListener;
let isInMaintenance: boolean;

beforeAll(async () => {
  world = await AdminWorld.start();
  webhooks = await HttpListener.start({ host: '127.0.0.1', port: 0 }, (_request, response) => {
    if (isInMaintenance) response.setHeader(MAINTENANCE_HEADER, 'on');
    response.writeHead(503).end();
  });
});

afterAll(() => Promise.all([world.stop(), webhooks.stop()]));

beforeEach(async () => {
  world.firestore.clear();
  isInMaintenance = true;
  await world.client.doc('old/ada').set({ user_id: 'ada', whatsapp_number: PHONE });
  await world.admin('mapping import collection:old');
});

function admin(commandLine: string, change: Readonly<Record<string, string>> = {}) {
  return runCommandLine(`${commandLine} --project ${localIdentity.project}`, {
    ...world.environment,
    PUBLIC_BASE_URL: webhooks.url,
    ADDRESS_KEY: localIdentity.addressKey,
    NEW_ADDRESS_KEY: NEW_KEY,
    ...change,
  });
}

const mappingIds = () =>
  world.firestore.documents('whatsapp_user_mappings').map(({ path }) => path.split('/').at(-1));

describe('rekey', () => {
  it('moves everything, so that people are found with both keys, and says what comes next', async () => {
    const counted = await admin('rekey --dry-run --json');
    expect(mappingIds()).toEqual([world.keyOf(PHONE)]);
    const { documents } = JSON.parse(counted.stdout) as { readonly documents: number };
    const answer = await admin('rekey --json --wait 0');
    expect(answer.exitCode).toBe(0);
    expect(JSON.parse(answer.stdout)).toEqual({
      outcome: 'rekeyed',
      documents,
      misplaced: 0,
      left_behind: 0,
    });
    expect(mappingIds()).not.toContain(world.keyOf(PHONE));

    const show = (ADDRESS_KEY: string) => admin(`mapping show ${PHONE}`, { ADDRESS_KEY });
    expect(await show(`${localIdentity.addressKey},${NEW_KEY}`)).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await show(localIdentity.addressKey);
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('holds all keys') });

    const again = await admin('rekey');
    expect(again.stdout).toContain('rekeyed-before');
    expect(again.stderr).toContain('functions:secrets:set ADDRESS_KEY');
  });

  it('lets no other command find people while it is not finished', async () => {
    const forgetCommits = world.firestore.onCommit(() =>
      world.firestore.faults.inject({ method: 'commit', when: 'before', code: 'DATA_LOSS' }),
    );
    expect(await admin('rekey --wait 0')).toMatchObject({ exitCode: 1 });
    forgetCommits();
    world.firestore.faults.clear();
    const { exitCode, stderr } = await admin(`mapping show ${PHONE}`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('is not finished') });
  });

  it.each([
    { name: 'without maintenance', change: {}, deployed: false, exitCode: 1, says: 'MAINTENANCE=true' },
    {
      name: 'without an answer',
      change: { PUBLIC_BASE_URL: 'http://127.0.0.1:1' },
      exitCode: 3,
      says: 'PUBLIC_BASE_URL',
    },
    { name: 'without a new key', change: { NEW_ADDRESS_KEY: ' ' }, exitCode: 3, says: 'openssl rand' },
    {
      name: 'with two new keys',
      change: { NEW_ADDRESS_KEY: `${NEW_KEY},${NEW_KEY}2` },
      exitCode: 3,
      says: 'one key',
    },
    {
      name: 'with a key of another use',
      change: { LINK_CODE_KEY: NEW_KEY },
      exitCode: 3,
      says: 'LINK_CODE_KEY',
    },
    {
      name: 'with a key it has',
      change: { NEW_ADDRESS_KEY: localIdentity.addressKey },
      exitCode: 3,
      says: 'already',
    },
    {
      name: 'with the wrong key',
      change: { ADDRESS_KEY: 'x'.repeat(32) },
      exitCode: 1,
      says: 'does not lead',
    },
  ])('changes nothing $name, and shows no key', async ({ change, deployed = true, exitCode, says }) => {
    isInMaintenance = deployed;
    const answer = await admin('rekey --wait 0', change);
    expect(answer).toMatchObject({ exitCode, stdout: '', stderr: expect.stringContaining(says) });
    expect(answer.stderr).not.toContain(NEW_KEY);
    expect(mappingIds()).toEqual([world.keyOf(PHONE)]);
  });

  it('is not for the local world', async () => {
    expect(await world.admin('rekey')).toMatchObject({ exitCode: 2 });
  });
});
