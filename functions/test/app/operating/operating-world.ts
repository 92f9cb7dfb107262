import { getFirestore } from 'firebase-admin/firestore';
import type {
  LinkingRepositories,
  LinkingTransactions,
} from '../../../src/domain/linking/linking-repositories.ts';
import { newlyStored } from '../../../src/domain/messaging/inbound-message-repository.ts';
import { queuedMessage, type OutboundMessage } from '../../../src/domain/messaging/outbound-message.ts';
import type { Logger } from '../../../src/domain/shared/logger.ts';
import { HmacAddressKeys } from '../../../src/infra/cryptography/hmac-address-keys.ts';
import { FirestoreTransactions } from '../../../src/infra/firestore/firestore-transactions.ts';
import { storagePorts } from '../../support/storage-ports.ts';
import { testConfig } from '../../support/test-configuration.ts';
import type { LinkingWorld } from '../support/linking-world.ts';
import { textMessage } from '../../support/text-message.ts';

const logger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What the operator's use cases are built from, on the database of the world. */
export function operatingPorts({ module, clock }: LinkingWorld) {
  const transactions: LinkingTransactions = new FirestoreTransactions({
    firestore: getFirestore(),
    metrics: module.metrics,
    ...storagePorts(clock),
  });
  return { transactions, clock, logger, keys: new HmacAddressKeys({ keys: testConfig().keys.addressKeys }) };
}

export function stored(
  world: LinkingWorld,
  write: (repositories: LinkingRepositories) => void,
): Promise<void> {
  return operatingPorts(world).transactions.run('test', async (repositories) => write(repositories));
}

/** A text to Ada, in any state. */
export function outboundMessage(world: LinkingWorld, change: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    ...queuedMessage({
      id: 'order-4711',
      userId: 'ada',
      recipient: { kind: 'linked-user' },
      content: { kind: 'text', body: 'Your order is ready.', mediaUrl: null },
      fallbackTemplate: null,
      createdAt: world.clock.now(),
      expiresAt: null,
    }),
    ...change,
  };
}

/** What Ada wrote and the product never took. */
export function deadInbound(world: LinkingWorld, phone: string) {
  return {
    ...newlyStored({
      userId: 'ada',
      number: 7,
      receivedAt: world.clock.now(),
      backfilled: false,
      message: textMessage({ messageSid: `SM${'7'.repeat(32)}`, from: phone, body: 'Where is my order?' }),
    }),
    state: 'dead',
    inLine: false,
    attempts: 11,
    nextAt: null,
    reason: 'no-answer',
  } as const;
}
