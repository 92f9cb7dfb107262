import { afterAll, beforeAll, describe } from 'vitest';
import { EmbeddedFirestore } from '../embedded-firestore.ts';
import { conformitySuite } from './conformity-suite.ts';

describe('the embedded Firestore', () => {
  let server: EmbeddedFirestore;

  beforeAll(async () => {
    server = await EmbeddedFirestore.start();
  });

  afterAll(() => server.stop());

  conformitySuite(() => `${server.host}:${server.port}`);
});
