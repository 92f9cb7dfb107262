import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallFailedError } from './call-function.ts';
import { OneWorldError } from './load-functions.ts';
import { LocalWorld } from './local-world.ts';
import type { Order } from './testing/stand-in-functions.ts';

const HOUR = 3_600_000;
const phone = 'whatsapp:+15551110001';

describe('LocalWorld', () => {
  let world: LocalWorld;

  beforeAll(async () => {
    world = await LocalWorld.start({ functions: () => import('./testing/stand-in-functions.ts') });
  });

  afterAll(async () => {
    await world.stop();
  });

  async function placeOrder(order: Omit<Order, 'phone'>): Promise<void> {
    const { idToken } = world.signIn('grace');
    await expect(world.call('placeOrder', { ...order, phone }, idToken)).resolves.toEqual({ id: order.id });
    await world.idle();
  }

  function stateOf(id: string): unknown {
    return world.firestore.documents('orders').find(({ path }) => path === `orders/${id}`)?.data['state'];
  }

  it('is idle only after what a call set off: document, trigger, task, message', async () => {
    await world.simulator.receive({ From: phone, Body: 'hi' });
    await placeOrder({ id: 'first', hours: 0 });
    expect(stateOf('first')).toBe('shipped');
    expect(world.simulator.messages(phone)).toContainEqual(
      expect.objectContaining({ body: 'first shipped', status: 'delivered' }),
    );
  });

  it('has one clock: moving it ahead makes tasks due', async () => {
    await world.advance(HOUR);
    await placeOrder({ id: 'hour', hours: 1 });
    await world.advance(HOUR - 60_000);
    expect(stateOf('hour')).toBe('placed');
    expect(world.tasks.pending()).toHaveLength(1);
    await world.advance(60_000);
    expect(stateOf('hour')).toBe('shipped');
    expect(world.tasks.pending()).toHaveLength(0);
  });

  it('lives through the time it is moved ahead: what is due on the way sets off what is due later', async () => {
    await placeOrder({ id: 'hours', hours: 3 });
    await world.advance(3 * HOUR + 60_000);
    expect(stateOf('hours')).toBe('shipped');
  });

  it('runs scheduled functions whenever the clock reaches their times', async () => {
    const counts = () => world.firestore.documents('counts').length;
    const before = counts();
    await world.advance(12 * HOUR);
    // one more where the machine's own time passes a half hour meanwhile
    expect([24, 25]).toContain(counts() - before);
  });

  it('tells the functions that a user was deleted, and is idle only after they have heard', async () => {
    await placeOrder({ id: 'forgotten', hours: 0 });
    expect(stateOf('forgotten')).toBe('shipped');
    world.auth.deleteUser('grace');
    await world.idle();
    expect(stateOf('forgotten')).toBeUndefined();
  });

  it('reports the error of a callable as an app sees it', async () => {
    const call = world.call('placeOrder', { id: 'nobody' });
    await expect(call).rejects.toThrow(CallFailedError);
    await expect(call).rejects.toMatchObject({
      httpStatus: 401,
      status: 'UNAUTHENTICATED',
      message: 'Sign in first.',
      details: { code: 'signed-out' },
    });
    await expect(world.call('noSuchFunction', {})).rejects.toThrow('There is no function at this address');
  });

  it('connects the phones with the webhook, signed', async () => {
    const result = await world.simulator.receive({ From: phone, Body: 'hi' });
    expect(result).toMatchObject({ status: 200, replies: ['signed: true'] });
  });

  it('tells the activity feed of everything that happens', async () => {
    await world.simulator.receive({ From: phone, Body: 'hi' });
    await placeOrder({ id: 'watched', hours: 0 });
    const recent = world.activity.recent();
    expect(recent).toContainEqual({
      kind: 'document',
      at: expect.any(Number),
      change: 'created',
      path: 'orders/watched',
      data: { id: 'watched', hours: 0, phone, user_id: 'grace', state: 'placed' },
    });
    expect(recent).toContainEqual(expect.objectContaining({ kind: 'twilio', direction: 'to-linkline' }));
    expect(recent).toContainEqual(expect.objectContaining({ kind: 'twilio', direction: 'from-linkline' }));
    expect(recent).toContainEqual(expect.objectContaining({ kind: 'task', queue: 'workOnOrder' }));
    expect(recent).toContainEqual({
      kind: 'log',
      at: expect.any(Number),
      severity: 'WARNING',
      event: 'message-received',
      fields: { count: 1 },
    });
    expect(recent).toContainEqual(expect.objectContaining({ kind: 'metric', name: 'webhook.rejected' }));
    expect(recent).not.toContainEqual(expect.objectContaining({ kind: 'log', event: 'metric' }));
  });

  it('is the only one in its process, and says so', async () => {
    await expect(LocalWorld.start()).rejects.toThrow(OneWorldError);
  });
});
