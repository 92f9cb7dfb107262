import { expect, it } from 'vitest';
import { retryDelays } from './retry-delays.ts';

it('doubles up to the cap, within the total', () => {
  expect(retryDelays({ first: 100, cap: 500, total: 2000 })).toStrictEqual([100, 200, 400, 500, 500]);
});

it('starts soon and gives up within a minute by default', () => {
  const delays = retryDelays();
  expect(delays[0]).toBe(100);
  expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeLessThanOrEqual(60_000);
});
