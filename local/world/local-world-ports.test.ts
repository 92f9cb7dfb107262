import { describe, expect, it } from 'vitest';
import { HttpListener } from './http-listener.ts';
import { LocalWorld } from './local-world.ts';
import { PortError, type PortUser } from './port-error.ts';
import { anyAddress, freePort, isFree } from './testing/ports.ts';

const standIns = () => import('./testing/stand-in-functions.ts');

describe('LocalWorld.start', () => {
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
});
