import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newlyStored } from '../../../functions/src/domain/messaging/inbound-message-repository.ts';
import { processed } from '../../../functions/src/domain/messaging/inbound-transitions.ts';
import { HOUR } from '../../../functions/src/domain/shared/clock.ts';
import { textMessage } from '../../../functions/test/support/text-message.ts';
import { AdminWorld, NOW, runCommandLine } from '../testing/admin-world.ts';
import { PHONE } from '../testing/stored-messages.ts';

/** More of one user than one transaction takes. */
const OF_ADA = 101;

let world: AdminWorld;

beforeAll(async () => {
  world = await AdminWorld.start();
});

afterAll(() => world.stop());

beforeEach(async () => {
  world.firestore.clear();
  await store('ada', OF_ADA, NOW - HOUR);
  await store('grace', 1, NOW - HOUR);
  await store('linus', 1, NOW - 3 * HOUR);
});

async function store(userId: string, count: number, receivedAt: number): Promise<void> {
  await world.transactions.run('test', async ({ inbound }) => {
    for (let number = 1; number <= count; number += 1) {
      const messageSid = `SM${Buffer.from(`${userId}/${number}`).toString('hex').padStart(32, '0')}`;
      const message = textMessage({ messageSid, from: PHONE, body: 'hello' });
      inbound.create(processed(newlyStored({ userId, number, message, receivedAt, backfilled: false })));
    }
  });
}

function replayedUsers(): readonly unknown[] {
  const messages = world.firestore.documents('whatsapp_inbound_messages').map(({ data }) => data);
  return messages.filter(({ reason }) => reason === 'replayed').map(({ user_id }) => user_id);
}

async function replay(options: string) {
  const { exitCode, stdout } = await world.admin(`replay ${options} --json`);
  return { exitCode, ...(JSON.parse(stdout) as object) };
}

describe('replay', () => {
  it('counts in a dry run what it then has processed again, and finds it live the second time', async () => {
    const all = OF_ADA + 1;
    const counts = { exitCode: 0, live: 0, in_progress: 0, content_erased: 0, replies_forgotten: 0 };
    expect(await replay('--from 2h --dry-run')).toMatchObject({ ...counts, dry_run: true, replayed: all });
    expect(replayedUsers()).toEqual([]);
    expect(await replay('--from 2h')).toMatchObject({ ...counts, dry_run: false, replayed: all });
    expect(replayedUsers()).toHaveLength(all);
    expect(await replay('--from 2h')).toMatchObject({ ...counts, replayed: 0, live: all });
  });

  it('keeps to the time and the user that it is given', async () => {
    expect(await replay('--from 4h --to 2h')).toMatchObject({ replayed: 1 });
    expect(await replay('--from 4h --user grace')).toMatchObject({ replayed: 1 });
    expect(new Set(replayedUsers())).toEqual(new Set(['grace', 'linus']));
  });

  it('refuses times that are the wrong way round', async () => {
    const answer = await runCommandLine('replay --from 1h --to 2h --local', world.environment);
    expect(answer).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--from is not before') });
  });
});
