import { Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accepted, ended, leased } from '../../../functions/src/domain/messaging/outbound-transitions.ts';
import { AdminWorld, NOW } from '../testing/admin-world.ts';
import { store, text } from '../testing/stored-messages.ts';

const SID = `SM${'a'.repeat(32)}`;

let world: AdminWorld;

beforeAll(async () => {
  world = await AdminWorld.start();
});

afterAll(() => world.stop());

beforeEach(() => world.firestore.clear());

describe('messages', () => {
  it('are listed by state and user, newest first', async () => {
    await store(
      world,
      text({ id: 'first-one', createdAt: NOW - 2 }),
      text({ id: 'second-one', createdAt: NOW - 1 }),
      text({ id: 'of-grace-1', userId: 'grace' }),
      ended(text({ id: 'failed-one' }), 'failed', 'invalid-recipient'),
    );
    const { stdout } = await world.admin('messages list --state queued --user ada --json');
    const { messages } = JSON.parse(stdout) as { messages: readonly { message_id: string }[] };
    expect(messages.map(({ message_id }) => message_id)).toEqual(['second-one', 'first-one']);
    const { stdout: table } = await world.admin('messages list --state failed');
    expect(table).toMatch(/failed-one +ada +\+49 ••• 67 .* invalid-recipient/);
  });

  it('tell their whole story', async () => {
    await store(world, accepted(leased(text(), NOW, 'token'), SID, NOW + 900));
    await world.client.doc('whatsapp_outbound_messages/order-4711').update({
      [`delivery.${SID}`]: {
        rank: 4,
        sending_at: Timestamp.fromMillis(NOW + 1_000),
        sent_at: Timestamp.fromMillis(NOW + 2_000),
      },
    });
    const { stdout } = await world.admin('messages show order-4711');
    expect(stdout).toMatch(/State +accepted/);
    expect(stdout).toMatch(/What happens next +Twilio is asked what became of it/);
    expect(stdout).toMatch(/when +2026-11-23 12:15:00Z/);
    expect(stdout).toMatch(new RegExp(`12:00:00Z .* accepted .*${SID}`));
    expect(stdout).toMatch(/sent +2026-11-23 12:00:02Z .* sending → sent/);
    expect(stdout).not.toContain('Your order');
    expect((await world.admin('messages show order-4711 --reveal')).stdout).toContain('Your order is ready.');
  });

  it('have no next step once they have arrived', async () => {
    await store(world, accepted(leased(text(), NOW, 'token'), SID, NOW + 900));
    await world.client
      .doc('whatsapp_outbound_messages/order-4711')
      .update({ [`delivery.${SID}`]: { rank: 8 } });
    expect((await world.admin('messages show order-4711')).stdout).not.toContain('What happens next');
  });

  it('say that what they said is erased, and do not go again', async () => {
    const content = { kind: 'erased', hash: 'hash-of-the-text', parts: 1, contentSid: null } as const;
    await store(world, text());
    await world.transactions.run('test', async ({ outbound }) =>
      outbound.save({ ...text(), content, state: 'dead', nextAt: null }),
    );
    const { stdout } = await world.admin('messages show order-4711 --reveal');
    expect(stdout).toMatch(/Text +erased/);
    expect(stdout).toContain('hash-of-the-text');
    const retried = await world.admin('messages retry order-4711');
    expect(retried).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('STORE_MESSAGE_BODIES') });
    const all = await world.admin('dead redrive --json');
    expect(JSON.parse(all.stdout)).toMatchObject({ refused: 1, reasons: 'content-erased (1)' });
  });

  it('cannot steer the terminal', async () => {
    const content = { kind: 'text', body: 'red \u001b[31m alert', mediaUrl: null } as const;
    await store(world, text({ content }));
    expect((await world.admin('messages show order-4711 --reveal')).stdout).toContain('red  [31m alert');
  });

  it('that cannot be sent as they are list their problems', async () => {
    await world.client.doc('whatsapp_outbound_messages/order-4711').set({ user_id: 'ada', text: 'hello' });
    const { stdout } = await world.admin('messages show order-4711 --json');
    const { problems } = JSON.parse(stdout) as { problems: readonly { problem: string }[] };
    expect(problems.map(({ problem }) => problem)).toContain('text is no field of an outbox document');
    const marked = { user_id: 'ada', state: 'failed', problems: ['cc is no field of an outbox document'] };
    await world.client.doc('whatsapp_outbound_messages/order-4711').set(marked);
    const again = await world.admin('messages show order-4711 --json');
    expect(JSON.parse(again.stdout)).toMatchObject({ problems: [{ problem: marked.problems[0] }] });
  });

  it('are retried and canceled, once', async () => {
    await store(world, ended(text(), 'dead', 'retries-exhausted'));
    const retried = await world.admin('messages retry order-4711');
    expect(retried).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('sweep') });
    expect(await world.admin('messages retry order-4711')).toMatchObject({ exitCode: 1 });
    expect(await world.admin('messages cancel order-4711')).toMatchObject({ exitCode: 0 });
    const again = await world.admin('messages cancel order-4711 --json');
    expect(again.exitCode).toBe(1);
    expect(JSON.parse(again.stdout)).toMatchObject({ outcome: 'not-queued', state: 'canceled' });
  });
});

describe('dead', () => {
  const past = NOW - 1_000;
  const event = {
    event: {
      id: 'event-of-ada',
      type: 'link.created',
      userId: 'ada',
      occurredAt: NOW,
      messageId: null,
      reason: null,
    },
    state: 'dead',
    attempts: 11,
    nextAt: null,
    reason: 'no-answer',
  } as const;

  beforeEach(async () => {
    await store(
      world,
      ended(text(), 'dead', 'retries-exhausted'),
      ended(text({ id: 'order-4712', expiresAt: past }), 'dead', 'retries-exhausted'),
    );
    await world.transactions.run('test', async ({ events }) => events.create(event));
  });

  it('things are listed by kind', async () => {
    const { stdout } = await world.admin('dead list --events --json');
    expect(JSON.parse(stdout)).toEqual({
      dead: [
        {
          kind: 'event',
          id: 'event-of-ada',
          user_id: 'ada',
          since: '2026-11-23T12:00:00.000Z',
          attempts: 11,
          reason: 'no-answer',
        },
      ],
    });
    expect((await world.admin('dead list --limit 1')).stderr).toContain('2 of 3');
  });

  it('things come back, but for what has expired', async () => {
    const dry = await world.admin('dead redrive --dry-run --json');
    expect(JSON.parse(dry.stdout)).toMatchObject({ dry_run: true, redriven: 2, refused: 1 });
    const real = await world.admin('dead redrive');
    expect(real).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('past-expiry') });
    const states = world.firestore.documents('whatsapp_outbound_messages').map(({ data }) => data['state']);
    expect(states).toEqual(['queued', 'dead']);
    const left = await world.admin('dead list --json');
    expect(JSON.parse(left.stdout)).toMatchObject({ dead: [{ id: 'order-4712' }] });
  });
});

describe('sending', () => {
  it('is paused and resumed', async () => {
    const state = async () => JSON.parse((await world.admin('sending status --json')).stdout) as unknown;
    expect(await state()).toMatchObject({ state: 'active', since: null });
    await world.admin('sending pause');
    expect(await state()).toMatchObject({
      state: 'paused',
      since: '2026-11-23T12:00:00.000Z',
      reason: 'operator',
    });
    await world.admin('sending resume');
    expect(await state()).toMatchObject({ state: 'active' });
  });
});
