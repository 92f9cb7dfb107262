import { expect, it } from 'vitest';
import { runSoak } from './soak.ts';

it('loses and doubles nothing while the functions are killed and everything around them misbehaves', async () => {
  const soak = await runSoak({
    length: { messages: 14 },
    seed: 20_260_301,
    people: 3,
    restlessGroups: 1,
    messagesPerWave: 14,
    mostUnderWay: 10,
    mostKills: 1,
    longestLife: 400,
    longestPause: 20,
    patience: 15_000,
  });
  expect(soak.violations).toEqual([]);
  expect(soak.boundaries.total).toBeGreaterThan(0);
  const struck = new Set(soak.faults.map(([name]) => name.split(/[ :]/)[0]));
  expect(struck).toEqual(
    new Set(['Firestore', 'Twilio', 'product', 'task', 'event', 'callbacks', 'inbound']),
  );
}, 60_000);
