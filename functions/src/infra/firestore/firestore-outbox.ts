import { FieldPath, FieldValue, Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { AddressKey } from '../../domain/linking/address-key.ts';
import type { OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import type { Outbox } from '../../domain/messaging/outbound-message-repository.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import type { RetentionConfig } from '../config/retention-config.ts';
import { currentTraceparent } from '../logging/traceparent.ts';
import { collections } from './collections.ts';
import { timestamp } from './documents/fields.ts';
import { encodeProgress } from './documents/outbound-message-document.ts';
import { DELETE_AT } from './documents/retention.ts';
import { TRACE } from './documents/trace-field.ts';
import { isMissingDocument, isPreconditionFailed } from './firestore-errors.ts';
import { sdkFields } from './sdk-transaction.ts';
import { timedWrite } from './timed-write.ts';

interface FirestoreOutboxPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
  readonly retention: RetentionConfig;
}

/** Writes without a read before them. */
export class FirestoreOutbox implements Outbox {
  readonly #ports: FirestoreOutboxPorts;

  constructor(ports: FirestoreOutboxPorts) {
    this.#ports = ports;
  }

  async takeUp({
    id,
    createdAt,
    revision,
  }: {
    id: string;
    createdAt: Instant;
    revision: string;
  }): Promise<void> {
    const trace = currentTraceparent();
    const fields = {
      state: 'queued',
      step: 0,
      created_at: timestamp(createdAt),
      next_at: timestamp(createdAt),
      [DELETE_AT]: timestamp(createdAt + this.#ports.retention.outboundMessage),
      ...(trace !== null && { [TRACE]: trace }),
    };
    await timedWrite(this.#ports.metrics, 'take-up-outbound', async () => {
      try {
        await this.#message(id).update(fields, { lastUpdateTime: timeOf(revision) });
      } catch (error) {
        if (!isMissingDocument(error) && !isPreconditionFailed(error)) throw error;
      }
    });
  }

  recordAccepted(message: OutboundMessage, lane: AddressKey | null): Promise<boolean> {
    return timedWrite(this.#ports.metrics, 'record-accepted', async () => {
      const batch = this.#ports.firestore
        .batch()
        .update(this.#message(message.id), sdkFields(encodeProgress(message)));
      if (lane !== null) {
        const mapping = this.#ports.firestore.collection(collections.userMappings).doc(lane);
        batch.update(mapping, new FieldPath('outbox', message.id), FieldValue.delete());
      }
      try {
        await batch.commit();
        return true;
      } catch (error) {
        if (isMissingDocument(error)) return false;
        throw error;
      }
    });
  }

  #message(id: string) {
    return this.#ports.firestore.collection(collections.outboundMessages).doc(id);
  }
}

/** Seconds and nanoseconds: a document's revision is finer than a millisecond. */
function timeOf(revision: string): Timestamp {
  const [seconds = '0', nanoseconds = '0'] = revision.split('.');
  return new Timestamp(Number(seconds), Number(nanoseconds));
}

/** How `takeUp` wants to be told which version of a document was seen. */
export function revisionOf({ seconds, nanoseconds }: Timestamp): string {
  return `${seconds}.${nanoseconds}`;
}
