import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import {
  deliveryRank,
  type DeliveryReport,
  type DeliveryReports,
} from '../../domain/messaging/delivery-status.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections } from './collections.ts';
import { timestamp } from './documents/fields.ts';
import { asDomainError, isMissingDocument } from './firestore-errors.ts';

interface FirestoreDeliveryReportsPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
}

const OPERATION = 'record-delivery';

/** One blind write a report: the rank only grows, and each state keeps the time at which it was last reported. */
export class FirestoreDeliveryReports implements DeliveryReports {
  readonly #ports: FirestoreDeliveryReportsPorts;

  constructor(ports: FirestoreDeliveryReportsPorts) {
    this.#ports = ports;
  }

  async record(report: DeliveryReport): Promise<'recorded' | 'unknown-message'> {
    const { metrics } = this.#ports;
    try {
      await metrics.timer('firestore.write', { operation: OPERATION }, () => this.#write(report));
      metrics.increment('firestore.queries', { operation: OPERATION, result: 'ok' });
      return 'recorded';
    } catch (error) {
      if (isMissingDocument(error)) return 'unknown-message';
      const mapped = asDomainError(error);
      const result = mapped instanceof DomainError ? mapped.code : 'failed';
      metrics.increment('firestore.queries', { operation: OPERATION, result });
      throw mapped;
    }
  }

  #write({ messageId, messageSid, state, providerCode, reportedAt }: DeliveryReport): Promise<unknown> {
    const document = this.#ports.firestore.collection(collections.outboundMessages).doc(messageId);
    return document.update({
      'delivery.rank': FieldValue.maximum(deliveryRank(state)),
      'delivery.message_sid': messageSid,
      [`delivery.${state}_at`]: timestamp(reportedAt),
      ...(providerCode !== null && { 'delivery.provider_code': providerCode }),
    });
  }
}
