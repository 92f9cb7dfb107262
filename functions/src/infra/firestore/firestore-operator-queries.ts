import type { Firestore, Query, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { DELIVERY_STATES } from '../../domain/messaging/delivery-status.ts';
import type { FoundOutboundMessage } from '../../domain/messaging/outbound-message-repository.ts';
import type {
  DeadKind,
  DeadLetter,
  KeyedAddress,
  OperatorQueries,
  OutboundFilter,
  ReportedStatus,
} from '../../domain/operating/operator-queries.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections } from './collections.ts';
import { decodeDeadLetter } from './documents/dead-letter.ts';
import { address, instant } from './documents/fields.ts';
import { decodeOutboundMessage } from './documents/outbound-message-document.ts';
import { hasExpired } from './documents/retention.ts';
import { liveDocuments } from './live-documents.ts';
import { timedRead } from './timed-read.ts';

interface FirestoreOperatorQueriesPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
  readonly clock: Clock;
}

const PAGE_SIZE = 200;
/** Enough to find a mapping that can be read. */
const FEW = 20;

const collectionOf = {
  outbound: collections.outboundMessages,
  inbound: collections.inboundMessages,
  event: collections.events,
} as const satisfies Record<DeadKind, string>;

/** Queries outside any transaction, for a person who looks on. */
export class FirestoreOperatorQueries implements OperatorQueries {
  readonly #ports: FirestoreOperatorQueriesPorts;

  constructor(ports: FirestoreOperatorQueriesPorts) {
    this.#ports = ports;
  }

  async listOutbound({ state, userId, limit }: OutboundFilter): Promise<readonly FoundOutboundMessage[]> {
    const inState = this.#collection(collections.outboundMessages).where('state', '==', state);
    const ofUser = userId === null ? inState : inState.where('user_id', '==', userId);
    const { metrics, clock } = this.#ports;
    const documents = await liveDocuments(
      ofUser.orderBy('created_at', 'desc'),
      { limit, now: clock.now() },
      (page) => timedRead(metrics, 'list-outbound', () => page.get()),
    );
    return documents.map((document) =>
      decodeOutboundMessage(document.id, document.data(), document.createTime.toMillis()),
    );
  }

  async countDead(kind: DeadKind): Promise<number> {
    const count = await timedRead(this.#ports.metrics, 'count-dead', () => this.#dead(kind).count().get());
    return count.data().count;
  }

  /** In the order of the ids, which needs no index besides that of the state. */
  async *dead(kind: DeadKind): AsyncGenerator<DeadLetter, void> {
    const query = this.#dead(kind).limit(PAGE_SIZE);
    for (let page = await this.#get('list-dead', query); ;) {
      for (const document of page) {
        if (hasExpired(document, this.#ports.clock.now())) continue;
        yield decodeDeadLetter(kind, document.id, document.data());
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE_SIZE) return;
      page = await this.#get('list-dead', query.startAfter(last));
    }
  }

  async reportedStatuses(messageId: string): Promise<readonly ReportedStatus[]> {
    const document = this.#ports.firestore.collection(collections.outboundMessages).doc(messageId);
    const snapshot = await timedRead(this.#ports.metrics, 'find-reports', () => document.get());
    const delivery: unknown = snapshot.get('delivery');
    if (typeof delivery !== 'object' || delivery === null) return [];
    return Object.entries(delivery)
      .flatMap(([messageSid, report]) => reportsOf(messageSid, report))
      .toSorted((one, other) => one.at - other.at);
  }

  async findAnyMapping(): Promise<KeyedAddress | null> {
    const some = this.#collection(collections.userMappings).select('whatsapp_number').limit(FEW);
    for (const document of await this.#get('find-any-mapping', some)) {
      const { data } = address.safeParse(document.get('whatsapp_number'));
      if (data !== undefined) return { addressKey: document.id, address: data };
    }
    return null;
  }

  #dead(kind: DeadKind): Query {
    return this.#collection(collectionOf[kind]).where('state', '==', 'dead');
  }

  #collection(name: string): Query {
    return this.#ports.firestore.collection(name);
  }

  async #get(operation: string, query: Query): Promise<readonly QueryDocumentSnapshot[]> {
    const snapshot = await timedRead(this.#ports.metrics, operation, () => query.get());
    return snapshot.docs;
  }
}

function reportsOf(messageSid: string, report: unknown): readonly ReportedStatus[] {
  if (typeof report !== 'object' || report === null) return [];
  return DELIVERY_STATES.flatMap((state) => {
    const at = instant.safeParse(Reflect.get(report, `${state}_at`));
    return at.success ? [{ messageSid, state, at: at.data }] : [];
  });
}
