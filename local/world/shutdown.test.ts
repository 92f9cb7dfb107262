import { describe, expect, it } from 'vitest';
import { Shutdown } from './shutdown.ts';

describe('Shutdown', () => {
  it('runs every step once, the last one first', async () => {
    const steps: string[] = [];
    const shutdown = new Shutdown();
    shutdown.add(() => void steps.push('first'));
    shutdown.add(async () => {
      await Promise.resolve();
      steps.push('second');
    });
    await shutdown.run();
    await shutdown.run();
    expect(steps).toEqual(['second', 'first']);
  });

  it('runs the other steps when one fails, and throws in the end', async () => {
    const steps: string[] = [];
    const shutdown = new Shutdown();
    shutdown.add(() => void steps.push('first'));
    shutdown.add(() => {
      throw new Error('stuck');
    });
    await expect(shutdown.run()).rejects.toMatchObject({ errors: [new Error('stuck')] });
    expect(steps).toEqual(['first']);
  });
});
