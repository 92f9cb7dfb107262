import '../end-to-end/support/captured-output.ts';
import { expect, it } from 'vitest';
import { casesIn } from './fuzz-figures.ts';
import { runFuzz } from './fuzz.ts';

it('refuses or does right whatever comes, and changes nothing where it refuses', async () => {
  const figures = await runFuzz({ cases: 500, seed: 20_260_301, stride: 1 });
  expect(figures.violations).toEqual([]);
  expect(casesIn(figures)).toBeGreaterThan(500);
}, 60_000);
