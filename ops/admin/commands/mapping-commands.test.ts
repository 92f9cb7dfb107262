import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AdminWorld, NOW } from '../testing/admin-world.ts';
import { PHONE, store, text } from '../testing/stored-messages.ts';

let world: AdminWorld;
let directory: string;

beforeAll(async () => {
  world = await AdminWorld.start();
  directory = await mkdtemp(join(tmpdir(), 'linkline-admin-'));
});

afterAll(async () => {
  await world.stop();
  await rm(directory, { recursive: true });
});

beforeEach(() => world.firestore.clear());

async function csv(...lines: readonly string[]): Promise<string> {
  const file = join(directory, 'links.csv');
  await writeFile(file, lines.join('\n'));
  return file;
}

async function importAda(): Promise<void> {
  const file = await csv('user_id,whatsapp_number,profile_name', 'ada,+49 151 12345667,Ada Lovelace');
  expect(await world.admin(`mapping import ${file}`)).toMatchObject({ exitCode: 0 });
}

describe('mapping', () => {
  it('is imported, shown masked or revealed, blocked and unlinked', async () => {
    await importAda();
    const masked = await world.admin('mapping show ada');
    expect(masked.stdout).toContain('+49 ••• 67');
    expect(masked.stdout).not.toMatch(/12345|Lovelace/);
    const revealed = await world.admin('mapping show +4915112345667 --json --reveal');
    expect(JSON.parse(revealed.stdout)).toMatchObject({
      user_id: 'ada',
      state: 'active',
      whatsapp_number: '+4915112345667',
      profile_name: 'Ada Lovelace',
      linked_at: '2026-11-23T12:00:00.000Z',
      last_inbound_at: null,
      outbox: [],
    });
    expect(await world.admin('mapping block ada')).toMatchObject({ exitCode: 0 });
    expect((await world.admin('mapping show ada')).stdout).toMatch(/Blocked +yes/);
    expect(await world.admin('mapping unblock ada')).toMatchObject({ exitCode: 0 });
    expect(await world.admin('mapping unlink ada')).toMatchObject({ exitCode: 0 });
    expect(await world.admin('mapping unlink ada')).toMatchObject({ exitCode: 1 });
    expect(world.firestore.documents('whatsapp_user_mappings')).toEqual([]);
  });

  it('import reports each row that it refuses, by number and without the phone', async () => {
    const file = await csv(
      'user_id,whatsapp_number,linked_at',
      'ada,+4915112345667,2025-02-03T10:00:00+01:00',
      'grace,0151 99999,',
      ',+15551110002,',
      'linus,whatsapp:+15551110003,next week',
      'eve,+4915112345667,2025-02-03',
      'ken,+15551110004,2026-11-24',
    );
    const { exitCode, stdout } = await world.admin(`mapping import ${file} --json`);
    expect(exitCode).toBe(1);
    expect(stdout).not.toMatch(/99999|12345667/);
    const report: unknown = JSON.parse(stdout);
    expect(report).toMatchObject({ dry_run: false, imported: 1, unchanged: 0, refused: 5 });
    expect(report).toMatchObject({
      refusals: [
        {
          row: 2,
          user_id: 'grace',
          reason: 'malformed',
          explanation: expect.stringContaining('whatsapp_number'),
        },
        { row: 3, user_id: null, reason: 'malformed', explanation: expect.stringContaining('user_id') },
        { row: 4, user_id: 'linus', reason: 'malformed', explanation: expect.stringContaining('linked_at') },
        {
          row: 5,
          user_id: 'eve',
          reason: 'number-twice-in-file',
          explanation: expect.stringContaining('row 1'),
        },
        { row: 6, user_id: 'ken', reason: 'malformed', explanation: expect.stringContaining('future') },
      ],
    });
  });

  it('import takes the documents of a collection, and writes nothing in a dry run', async () => {
    const old = world.client.collection('tenants/one/old_links');
    await old.add({ user_id: 'ada', whatsapp_number: PHONE, linked_at: Timestamp.fromMillis(NOW) });
    const dry = await world.admin('mapping import collection:tenants/one/old_links --dry-run');
    expect(dry).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Would be imported +1/) });
    expect(world.firestore.documents('whatsapp_user_mappings')).toEqual([]);
    expect(await world.admin('mapping import collection:tenants/one/old_links')).toMatchObject({
      exitCode: 0,
    });
    expect(world.firestore.documents('whatsapp_user_mappings')).toMatchObject([
      { path: `whatsapp_user_mappings/${world.keyOf(PHONE)}`, data: { user_id: 'ada', link_id: null } },
    ]);
  });
});

describe('export', () => {
  it('shows what is held, and what it says only when asked to', async () => {
    await importAda();
    await store(world, text());
    const masked = await world.admin('export ada');
    expect(masked.stdout).not.toMatch(/12345|Lovelace|Your order/);
    expect(JSON.parse(masked.stdout)).toMatchObject({
      user_id: 'ada',
      mappings: [{ id: world.keyOf(PHONE), state: 'active', whatsapp_number: '•••' }],
      outbound: [{ id: 'order-4711', state: 'queued', created_at: '2026-11-23T12:00:00.000Z' }],
    });
    const revealed = await world.admin('export ada --reveal');
    expect(JSON.parse(revealed.stdout)).toMatchObject({
      mappings: [{ whatsapp_number: PHONE, profile_name: 'Ada Lovelace' }],
      outbound: [{ body: 'Your order is ready.' }],
    });
    expect(await world.admin('export grace')).toMatchObject({ exitCode: 1, stdout: '' });
  });
});
