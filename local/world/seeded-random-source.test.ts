import { expect, it } from 'vitest';
import { SeededRandomSource } from './seeded-random-source.ts';

const COUNT = 1000;

function units(seed: number): readonly number[] {
  const random = new SeededRandomSource(seed);
  return Array.from({ length: COUNT }, () => random.unit());
}

it('repeats its sequence for a seed, has another for another, and spreads evenly', () => {
  expect(units(1)).toEqual(units(1));
  expect(units(2)).not.toEqual(units(1));
  for (const tenth of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    const share = units(7).filter((unit) => Math.floor(unit * 10) === tenth).length / COUNT;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.15);
  }
  const [first, second] = [new SeededRandomSource(3), new SeededRandomSource(3)];
  expect(first.bytes(16)).toEqual(second.bytes(16));
  expect(first.bytes(16)).not.toEqual(first.bytes(16));
});
