import { describe, expect, it } from 'vitest';
import { LocalWorld } from './local-world.ts';
import { freePort, isFree } from './testing/ports.ts';

const standIns = () => import('./testing/stand-in-functions.ts');

describe('LocalWorld.start and stop', () => {
  it('stops everything at once and puts the environment back', async () => {
    const before = { ...process.env };
    const ports = { functions: await freePort(), firestore: await freePort(), twilio: await freePort() };
    const world = await LocalWorld.start({
      ports,
      functions: standIns,
      parameters: { PRODUCT_NAME: 'Shop' },
    });
    expect(world.productName).toBe('Shop');
    expect(process.env['FIRESTORE_EMULATOR_HOST']).toBe(`127.0.0.1:${ports.firestore}`);
    await world.call(
      'placeOrder',
      { id: 'one', hours: 1, phone: 'whatsapp:+15551110001' },
      world.signIn('ada').idToken,
    );
    await world.idle();
    await world.stop();
    for (const port of Object.values(ports)) expect(await isFree(port)).toBe(true);
    expect(world.clock.nextTimer()).toBeUndefined();
    expect(process.env).toEqual(before);
    await expect(world.stop()).resolves.toBeUndefined();
  });
});
