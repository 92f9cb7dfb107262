import { Timestamp } from 'firebase-admin/firestore';
import { expect, it } from 'vitest';
import type { StoredInboundMessage } from '../../../src/domain/messaging/inbound-message-repository.ts';
import { decodeInboundMessage } from '../../../src/infra/firestore/documents/inbound-message-document.ts';
import { ProcessingWorld, sidOf } from './processing-world.ts';

it('a message of the time before processing waits in line for its first try', () => {
  const receivedAt = Date.UTC(2026, 10, 1);
  const document = {
    user_id: 'ada',
    number: 7,
    state: 'stored',
    whatsapp_number: 'whatsapp:+15551110001',
    external_user_id: null,
    profile_name: null,
    type: 'text',
    body: 'hello',
    media: [],
    location: null,
    button: null,
    received_at: Timestamp.fromMillis(receivedAt),
  };
  expect(decodeInboundMessage(sidOf('ada', 7), document)).toMatchObject({
    userId: 'ada',
    number: 7,
    receivedAt,
    backfilled: false,
    state: 'stored',
    inLine: true,
    outOfOrder: false,
    attempts: 0,
    blockingSince: null,
    nextAt: null,
    leaseToken: null,
    reason: null,
  });
});

it('a message is read as it was written', async () => {
  const world = await ProcessingWorld.create();
  await world.store('ada', 1);
  const stored = await world.message('ada', 1);
  if (stored === null) throw new Error('The message is not stored.');
  const message: StoredInboundMessage = {
    ...stored,
    backfilled: true,
    state: 'waiting',
    inLine: false,
    outOfOrder: true,
    attempts: 3,
    blockingSince: 1_000,
    nextAt: 2_000,
    leaseToken: 'token',
    reason: 'endpoint-down',
    contentHash: 'a-hash',
  };
  await world.transactions.run('save', async ({ inbound }) => inbound.save(message));
  expect(await world.message('ada', 1)).toEqual(message);
});
