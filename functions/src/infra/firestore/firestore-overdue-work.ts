import type { DocumentData, Firestore, Query } from 'firebase-admin/firestore';
import { z } from 'zod';
import { deliveryStateOf, hasArrived } from '../../domain/messaging/delivery-status.ts';
import type {
  DueCheck,
  OverdueEvent,
  OverdueInbound,
  OverdueMessage,
  OverdueWork,
} from '../../domain/messaging/overdue-work.ts';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections } from './collections.ts';
import { noteTrace } from './document-traces.ts';
import { instant, timestamp } from './documents/fields.ts';
import { DELETE_AT } from './documents/retention.ts';
import { TRACE } from './documents/trace-field.ts';
import { liveDocuments } from './live-documents.ts';
import { timedRead } from './timed-read.ts';

interface FirestoreOverdueWorkPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
  readonly clock: Clock;
}

interface Row {
  readonly id: string;
  readonly data: DocumentData;
}

/** A product may have written anything: whoever takes the message up judges it. */
const messageSchema = z.object({ step: z.number().int().catch(0) });
const inboundSchema = z.object({ user_id: z.string(), in_line: z.boolean() });
const eventSchema = z.object({ attempts: z.number() });
const checkSchema = z.object({
  message_sids: z.array(z.string()).catch([]),
  delivery: z.record(z.string(), z.object({ rank: z.number().optional() })).catch({}),
});

/** Queries outside any transaction: what they find is checked again by whoever takes it up. */
export class FirestoreOverdueWork implements OverdueWork {
  readonly #ports: FirestoreOverdueWorkPorts;

  constructor(ports: FirestoreOverdueWorkPorts) {
    this.#ports = ports;
  }

  async outbound(before: Instant, limit: number): Promise<readonly OverdueMessage[]> {
    const rows = await this.#rows(
      'find-overdue-outbound',
      this.#collection(collections.outboundMessages)
        .where('state', 'in', ['queued', 'sending', 'unknown'])
        .where('next_at', '<=', timestamp(before))
        .orderBy('next_at')
        .select('step', 'next_at', TRACE, DELETE_AT),
      limit,
    );
    return rows.map(({ id, data }) => ({
      messageId: id,
      step: messageSchema.parse(data).step,
      dueAt: dueAt(data, 'next_at'),
    }));
  }

  async inbound(before: Instant, limit: number): Promise<readonly OverdueInbound[]> {
    const rows = await this.#rows(
      'find-overdue-inbound',
      this.#collection(collections.inboundMessages)
        .where('state', 'in', ['stored', 'processing', 'waiting'])
        .where('next_at', '<=', timestamp(before))
        .orderBy('next_at')
        .select('user_id', 'in_line', 'next_at', TRACE, DELETE_AT),
      limit,
    );
    return rows.map(({ id, data }) => {
      const { user_id, in_line } = inboundSchema.parse(data);
      return { messageSid: id, userId: user_id, inLine: in_line, dueAt: dueAt(data, 'next_at') };
    });
  }

  async events(before: Instant, limit: number): Promise<readonly OverdueEvent[]> {
    const rows = await this.#rows(
      'find-overdue-events',
      this.#collection(collections.events)
        .where('state', '==', 'pending')
        .where('next_at', '<=', timestamp(before))
        .orderBy('next_at')
        .select('attempts', 'next_at', TRACE, DELETE_AT),
      limit,
    );
    return rows.map(({ id, data }) => ({
      eventId: id,
      attempts: eventSchema.parse(data).attempts,
      dueAt: dueAt(data, 'next_at'),
    }));
  }

  async checks(before: Instant, limit: number): Promise<readonly DueCheck[]> {
    const outbox = this.#collection(collections.outboundMessages);
    const found = await Promise.all(
      ['check_at', 'parts_check_at'].map(async (field) => {
        const due = outbox.where(field, '<=', timestamp(before)).orderBy(field);
        const query = due.select('message_sids', 'delivery', field, DELETE_AT);
        const rows = await this.#rows('find-due-checks', query, limit);
        return rows.map(({ id, data }) => ({
          messageId: id,
          messageSids: openSids(data),
          dueAt: dueAt(data, field),
        }));
      }),
    );
    return found.flat();
  }

  #collection(name: (typeof collections)[keyof typeof collections]) {
    return this.#ports.firestore.collection(name);
  }

  async #rows(operation: string, query: Query, limit: number): Promise<readonly Row[]> {
    const { metrics, clock } = this.#ports;
    const documents = await liveDocuments(query, { limit, now: clock.now() }, (page) =>
      timedRead(metrics, operation, () => page.get()),
    );
    return documents.map((document) => {
      noteTrace(document.id, document);
      return { id: document.id, data: document.data() };
    });
  }
}

/** Of a document that was found by this field: so it is there, and a time. */
function dueAt(data: DocumentData, field: string): Instant {
  return instant.parse(data[field]);
}

function openSids(data: DocumentData): readonly string[] {
  const { message_sids, delivery } = checkSchema.parse(data);
  return message_sids.filter((messageSid) => {
    const state = deliveryStateOf(delivery[messageSid]?.rank ?? -1);
    return state === null || !hasArrived(state);
  });
}
