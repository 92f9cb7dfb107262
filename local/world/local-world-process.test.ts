import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalWorld } from './local-world.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const phone = 'whatsapp:+15551110001';

describe('LocalWorld with the functions in a process of their own', () => {
  let world: LocalWorld;

  beforeAll(async () => {
    world = await LocalWorld.start({
      functionsIn: 'process',
      functionsModule: new URL('testing/stand-in-functions.ts', import.meta.url),
    });
  });

  afterAll(async () => {
    await world.stop();
  });

  function orderState(): unknown {
    return world.firestore.documents('orders').find(({ path }) => path === 'orders/one')?.data['state'];
  }

  it('lives on while they are killed, and delivers again what they missed', async () => {
    const reply = await world.simulator.receive({ From: phone, Body: 'hi' });
    expect(reply).toMatchObject({ status: 200, replies: ['signed: true'] });
    const { idToken } = world.signIn('grace');
    await world.call('placeOrder', { id: 'one', hours: 1, phone }, idToken);
    await world.idle();
    expect(orderState()).toBe('placed');
    await world.functionsProcess?.kill();
    await world.advance(HOUR);
    expect(world.tasks.pending()).toMatchObject([{ attempts: 1 }]);
    await world.functionsProcess?.restart();
    await world.advance(10 * MINUTE);
    expect(orderState()).toBe('shipped');
    expect(world.simulator.messages(phone).at(-1)).toMatchObject({
      body: 'one shipped',
      status: 'delivered',
    });
  });

  it('tells them of a user who was deleted meanwhile', async () => {
    await world.functionsProcess?.kill();
    world.auth.deleteUser('grace');
    await world.functionsProcess?.restart();
    await world.idle();
    expect(orderState()).toBeUndefined();
  });
});
