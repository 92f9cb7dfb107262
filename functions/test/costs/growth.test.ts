import { expect, it } from 'vitest';
import { stepCostsAmong } from './growing-world.ts';

it('costs among a thousand users what it costs among ten', async () => {
  expect(await stepCostsAmong(1000)).toEqual(await stepCostsAmong(10));
});
