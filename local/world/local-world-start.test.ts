import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { HttpListener } from './http-listener.ts';
import { LocalWorld } from './local-world.ts';
import { PortError, type PortUser } from './port-error.ts';

const anyAddress = { host: '127.0.0.1', port: 0 };

async function freePort(): Promise<number> {
  const listener = await HttpListener.start(anyAddress, () => {});
  await listener.stop();
  return listener.port;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const [event] = await Promise.race([
    once(server, 'listening').then(() => ['listening']),
    once(server, 'error').then(() => ['error']),
  ]);
  if (event === 'listening') {
    server.close();
    await once(server, 'close');
  }
  return event === 'listening';
}

const standIns = () => import('./testing/stand-in-functions.ts');

describe('LocalWorld.start and stop', () => {
  it.each(['functions', 'firestore', 'twilio'] satisfies PortUser[])(
    'names the %s port when it is in use, and leaves nothing running',
    async (user) => {
      const occupant = await HttpListener.start(anyAddress, () => {});
      const ports = {
        functions: await freePort(),
        firestore: await freePort(),
        twilio: await freePort(),
        [user]: occupant.port,
      };
      const start = LocalWorld.start({ ports, functions: standIns });
      await expect(start).rejects.toThrow(PortError);
      await expect(start).rejects.toMatchObject({ user });
      await expect(start).rejects.toThrow(`Port ${occupant.port} is in use`);
      await occupant.stop();
      for (const port of Object.values(ports)) expect(await isFree(port)).toBe(true);
    },
  );

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
