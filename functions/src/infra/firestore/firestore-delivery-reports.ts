import type { Firestore } from 'firebase-admin/firestore';
import type { DeliveryReport, DeliveryReports } from '../../domain/messaging/delivery-status.ts';
import type { ContentErasure } from '../../domain/messaging/content-erasure.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections } from './collections.ts';
import { encodeDeliveryReport } from './documents/delivery-report.ts';
import { isMissingDocument } from './firestore-errors.ts';
import { sdkFields } from './sdk-transaction.ts';
import { timedWrite } from './timed-write.ts';

interface FirestoreDeliveryReportsPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
  readonly erasure: ContentErasure;
}

/** One blind write a report. */
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

  #write(report: DeliveryReport): Promise<unknown> {
    const { firestore, erasure } = this.#ports;
    const { delivery, message } = encodeDeliveryReport(report, erasure);
    const below = Object.entries(sdkFields(delivery)).map(([name, value]: [string, unknown]) => [
      `delivery.${report.messageSid}.${name}`,
      value,
    ]);
    const document = firestore.collection(collections.outboundMessages).doc(report.messageId);
    return document.update({ ...Object.fromEntries(below), ...sdkFields(message) });
  }
}
