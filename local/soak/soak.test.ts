import { expect, it } from 'vitest';
import { runSoak } from './soak.ts';

it('loses and doubles nothing while the functions are killed and everything around them misbehaves', async () => {
  const soak = await runSoak({
    messages: 60,
    seed: 20_260_301,
    people: 6,
    messagesPerWave: 20,
    longestWait: 500,
    longestPause: 20,
  });
  expect(soak.violations).toEqual([]);
  expect(soak.kills).toBe(3);
  const struck = [...soak.faults.values()].reduce((sum, count) => sum + count, 0);
  expect(struck).toBeGreaterThan(20);
}, 60_000);
