import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../functions/src/domain/shared/clock.ts';
import { aMapping } from '../../../functions/test/contracts/linking-examples.ts';
import { AdminWorld, NOW } from '../testing/admin-world.ts';

let world: AdminWorld;

beforeAll(async () => {
  world = await AdminWorld.start();
});

afterAll(() => world.stop());

async function brake(): Promise<void> {
  const brakedSince = NOW - 3 * HOUR;
  await world.transactions.run('test', async ({ identityWatch, mappings, links }) => {
    identityWatch.save({ changes: [brakedSince - MINUTE, NOW - MINUTE], brakedSince, acceptedAt: null });
    const heldSince = brakedSince - MINUTE;
    mappings.save({ ...aMapping, state: 'suspended', heldSince });
    links.save({
      userId: aMapping.userId,
      linked: { maskedNumber: '+15 ••• 01', linkedAt: NOW, state: 'suspended' },
      request: null,
      mappingId: aMapping.addressKey,
      nextMessageNumber: 1,
    });
  });
}

async function json(commandLine: string): Promise<unknown> {
  const { exitCode, stdout } = await world.admin(`${commandLine} --json`);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout);
}

it('shows the brake, resumes suspending, and accepts what was our own doing', async () => {
  await brake();
  expect(await json('identity status')).toEqual({
    state: 'braked',
    braked_since: '2026-11-23T09:00:00.000Z',
    suspended_lately: 1,
    accepted_at: null,
  });
  expect((await world.admin('identity status')).stderr).toContain('identity accept');
  expect(await json('identity resume')).toEqual({ outcome: 'resumed' });
  expect(await json('identity resume')).toEqual({ outcome: 'not-braked' });
  expect(await json('identity status')).toMatchObject({ state: 'watching', suspended_lately: 0 });

  await brake();
  expect(await json('identity accept')).toEqual({ outcome: 'accepted', restored: 1 });
  expect(await json('identity accept')).toEqual({ outcome: 'accepted', restored: 0 });
  expect(await json('identity status')).toMatchObject({
    state: 'watching',
    accepted_at: '2026-11-23T12:00:00.000Z',
  });
  expect(world.firestore.documents('whatsapp_user_mappings')).toMatchObject([{ data: { state: 'active' } }]);
  expect(world.firestore.documents('whatsapp_links')).toMatchObject([
    { data: { linked: { state: 'active' } } },
  ]);
});
