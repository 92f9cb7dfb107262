import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedFirestore } from '../../../local/firestore/embedded-firestore.ts';
import { ContentErasure } from '../../src/domain/messaging/content-erasure.ts';
import type { DeliveryReports } from '../../src/domain/messaging/delivery-status.ts';
import { collections } from '../../src/infra/firestore/collections.ts';
import { firestoreClient } from '../../src/infra/firestore/firestore-client.ts';
import { FirestoreDeliveryReports } from '../../src/infra/firestore/firestore-delivery-reports.ts';
import { createRestFirestore } from '../../src/infra/firestore/rest/create-rest-firestore.ts';
import { RestDeliveryReports } from '../../src/infra/firestore/rest/rest-delivery-reports.ts';
import { InMemoryMetricsCollector } from '../../src/infra/metrics/in-memory-metrics-collector.ts';
import { PROJECT } from '../support/test-configuration.ts';

const clock = { now: () => 0 };
const keepingBodies = new ContentErasure({ hash: null });
const erasing = new ContentErasure({ hash: { of: () => 'a-hash' } });

const anyReport = fc.record({
  messageSid: fc.constantFrom(`SM${'1'.repeat(32)}`, `MM${'2'.repeat(32)}`),
  state: fc.constantFrom('sent', 'delivered', 'read', 'failed', 'undelivered'),
  providerCode: fc.constantFrom(null, 63_016),
  reportedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
});

let server: EmbeddedFirestore;

beforeAll(async () => {
  server = await EmbeddedFirestore.start();
  process.env['FIRESTORE_EMULATOR_HOST'] = `${server.host}:${server.port}`;
  process.env['GCLOUD_PROJECT'] = PROJECT;
  process.env['METADATA_SERVER_DETECTION'] = 'none';
});

afterAll(() => server.stop());

function rest() {
  return createRestFirestore({ project: PROJECT, database: '(default)', clock, variables: process.env });
}

function adapters(erasure: ContentErasure): readonly DeliveryReports[] {
  const ports = { metrics: new InMemoryMetricsCollector({ clock }), erasure };
  const random = { unit: () => 0.5, bytes: (length: number) => new Uint8Array(length) };
  return [
    new RestDeliveryReports({ ...ports, firestore: rest(), random, wait: async () => undefined }),
    new FirestoreDeliveryReports({ ...ports, firestore: firestoreClient('(default)').firestore }),
  ];
}

describe('delivery reports', () => {
  it.each([
    ['kept', keepingBodies],
    ['erased', erasing],
  ])('leave the same document whichever client writes them, where bodies are %s', async (_, erasure) => {
    const [ours, theirs] = adapters(erasure);
    const fields = { user_id: 'ada', check_at: new Date(1) };
    await fc.assert(
      fc.asyncProperty(fc.array(anyReport, { minLength: 1, maxLength: 4 }), async (reports) => {
        const documents = ['ours', 'theirs'].map((id) => ({ collection: collections.outboundMessages, id }));
        await rest().commit(
          documents.map((document) => ({ kind: 'set', document, fields })),
          null,
        );
        for (const report of reports) {
          await ours?.record({ ...report, messageId: 'ours' });
          await theirs?.record({ ...report, messageId: 'theirs' });
        }
        const [one, other] = server.documents().map(({ data }) => data);
        expect(one).toEqual(other);
        expect(one).toMatchObject({ delivery: { [reports[0]?.messageSid ?? '']: {} } });
      }),
      { numRuns: 15 },
    );
  });

  it('say of a message that is not there that it is unknown, and create none', async () => {
    server.clear();
    const report = {
      messageId: 'unheard-of',
      messageSid: 'SM1',
      state: 'sent',
      providerCode: null,
      reportedAt: 1,
    } as const;
    const outcomes = await Promise.all(adapters(keepingBodies).map((adapter) => adapter.record(report)));
    expect(outcomes).toEqual(['unknown-message', 'unknown-message']);
    expect(server.documents()).toEqual([]);
  });
});
