import type { Firestore, Query, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { HistoryBatch, HistoryRange, InboundHistory } from '../../domain/operating/inbound-history.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections } from './collections.ts';
import { timestamp } from './documents/fields.ts';
import { DELETE_AT, hasExpired } from './documents/retention.ts';
import { timedRead } from './timed-read.ts';

interface FirestoreInboundHistoryPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
  readonly clock: Clock;
}

const PAGE_SIZE = 300;
/** Well below what one transaction may write, and short enough for the messages of a user to be locked. */
const BATCH_SIZE = 100;

const row = z.object({ user_id: z.string().min(1) });

/** By user and time, so that one index serves one user's messages and everybody's and none of its ends grows hot. */
export class FirestoreInboundHistory implements InboundHistory {
  readonly #ports: FirestoreInboundHistoryPorts;

  constructor(ports: FirestoreInboundHistoryPorts) {
    this.#ports = ports;
  }

  async count(range: HistoryRange): Promise<number> {
    const count = this.#within(range).count();
    const counted = await timedRead(this.#ports.metrics, 'count-received', () => count.get());
    return counted.data().count;
  }

  async *received(range: HistoryRange): AsyncGenerator<HistoryBatch, void> {
    let batch: { readonly userId: string; readonly messageSids: string[] } | null = null;
    for await (const document of this.#documents(range)) {
      const { user_id: userId } = row.parse(document.data());
      if (batch !== null && (batch.userId !== userId || batch.messageSids.length === BATCH_SIZE)) {
        yield batch;
        batch = null;
      }
      batch ??= { userId, messageSids: [] };
      batch.messageSids.push(document.id);
    }
    if (batch !== null) yield batch;
  }

  async *#documents(range: HistoryRange): AsyncGenerator<QueryDocumentSnapshot, void> {
    const { metrics, clock } = this.#ports;
    const query = this.#within(range).select('user_id', 'received_at', DELETE_AT).limit(PAGE_SIZE);
    for (let rest = query; ;) {
      const page = rest;
      const { docs } = await timedRead(metrics, 'list-received', () => page.get());
      yield* docs.filter((document) => !hasExpired(document, clock.now()));
      const last = docs.at(-1);
      if (last === undefined || docs.length < PAGE_SIZE) return;
      rest = query.startAfter(last);
    }
  }

  #within({ from, to, userId }: HistoryRange): Query {
    const messages = this.#ports.firestore.collection(collections.inboundMessages);
    const ofUser = userId === null ? messages : messages.where('user_id', '==', userId);
    return ofUser
      .where('received_at', '>=', timestamp(from))
      .where('received_at', '<', timestamp(to))
      .orderBy('user_id')
      .orderBy('received_at');
  }
}
