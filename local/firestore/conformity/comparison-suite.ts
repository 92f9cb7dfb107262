import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareServers } from './compare-servers.ts';
import { connectGenerated, type GeneratedClient } from './server-under-test.ts';

const runs = Number(process.env['FIRESTORE_COMPARISON_RUNS'] ?? 24);
const seed = Number(process.env['FIRESTORE_COMPARISON_SEED'] ?? randomInt(2 ** 31 - 1));

/** Both servers must answer alike; set FIRESTORE_COMPARISON_SEED to repeat a run, FIRESTORE_COMPARISON_RUNS for more. */
export function comparisonSuite(embedded: () => string, official: () => string): void {
  describe(`random writes and queries, seed ${seed}`, () => {
    let ours: GeneratedClient;
    let theirs: GeneratedClient;

    beforeAll(() => {
      process.stderr.write(`FIRESTORE_COMPARISON_SEED=${seed} repeats this comparison.\n`);
      ours = connectGenerated(embedded());
      theirs = connectGenerated(official());
    });

    afterAll(() => Promise.all([ours.close(), theirs.close()]));

    it('are answered alike', async () => {
      await expect(compareServers(ours, theirs, { seed, runs })).resolves.toBeUndefined();
    }, 60_000);
  });
}
