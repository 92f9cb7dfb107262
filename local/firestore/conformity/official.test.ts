import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedFirestore } from '../embedded-firestore.ts';
import { comparisonSuite } from './comparison-suite.ts';
import { conformitySuite } from './conformity-suite.ts';
import { findOfficialEmulator, startOfficialEmulator } from './official-emulator.ts';
import type { ServerUnderTest } from './server-under-test.ts';

const emulator = findOfficialEmulator();

it('has an official emulator to compare with', (context) => {
  if ('missing' in emulator) context.skip(emulator.missing);
  expect(emulator).toHaveProperty('jar');
});

if ('jar' in emulator) {
  describe('the official emulator', () => {
    let official: ServerUnderTest;
    let embedded: EmbeddedFirestore;

    beforeAll(async () => {
      official = await startOfficialEmulator(emulator.jar);
      embedded = await EmbeddedFirestore.start();
    });

    afterAll(() => Promise.all([official.stop(), embedded.stop()]));

    conformitySuite(() => official.host);
    comparisonSuite(
      () => `${embedded.host}:${embedded.port}`,
      () => official.host,
    );
  });
}
