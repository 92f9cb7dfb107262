import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import {
  deliveryRank,
  hasArrived,
  type DeliveryReport,
  type DeliveryReports,
} from '../../domain/messaging/delivery-status.ts';
import type { ContentErasure } from '../../domain/messaging/content-erasure.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections } from './collections.ts';
import { timestamp } from './documents/fields.ts';
import { isMissingDocument } from './firestore-errors.ts';
import { timedWrite } from './timed-write.ts';

interface FirestoreDeliveryReportsPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
  readonly erasure: ContentErasure;
}

/**
 * One blind write a report: for each message of Twilio's the rank only grows, and each state keeps the time at which it was last
 * reported. What has arrived need not be asked about any more, unless what it says is still to be erased: then the sweep finds it, should
 * nobody else do it. A failure is asked about until what it means for the message has been stored.
 */
export class FirestoreDeliveryReports implements DeliveryReports {
  readonly #ports: FirestoreDeliveryReportsPorts;

  constructor(ports: FirestoreDeliveryReportsPorts) {
    this.#ports = ports;
  }

  record(report: DeliveryReport): Promise<'recorded' | 'unknown-message'> {
    return timedWrite(this.#ports.metrics, 'record-delivery', async () => {
      try {
        await this.#write(report);
        return 'recorded';
      } catch (error) {
        if (isMissingDocument(error)) return 'unknown-message';
        throw error;
      }
    });
  }

  #write({ messageId, messageSid, state, providerCode, reportedAt }: DeliveryReport): Promise<unknown> {
    const document = this.#ports.firestore.collection(collections.outboundMessages).doc(messageId);
    const delivery = `delivery.${messageSid}`;
    return document.update({
      [`${delivery}.rank`]: FieldValue.maximum(deliveryRank(state)),
      [`${delivery}.${state}_at`]: timestamp(reportedAt),
      ...(providerCode !== null && { [`${delivery}.provider_code`]: providerCode }),
      ...(hasArrived(state) && !this.#ports.erasure.isOn && { check_at: null }),
      message_sids: FieldValue.arrayUnion(messageSid),
    });
  }
}
