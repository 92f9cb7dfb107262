import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { InFlight } from './in-flight.ts';

describe('InFlight', () => {
  it('is idle at once when nothing is under way', async () => {
    await expect(new InFlight().idle()).resolves.toBeUndefined();
  });

  it('is idle when the last of several ends, and counts one ending once', async () => {
    const inFlight = new InFlight();
    const endFirst = inFlight.begin();
    const endSecond = inFlight.begin();
    let idle = false;
    const becameIdle = inFlight.idle().then(() => (idle = true));
    endFirst();
    endFirst();
    await setImmediate();
    expect(idle).toBe(false);
    endSecond();
    await becameIdle;
    expect(idle).toBe(true);
  });

  it('counts an operation that fails as ended, and passes its error on', async () => {
    const inFlight = new InFlight();
    await expect(inFlight.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(inFlight.idle()).resolves.toBeUndefined();
  });
});
