import type { ContentErasure } from '../../../domain/messaging/content-erasure.ts';
import type { DeliveryReport, DeliveryReports } from '../../../domain/messaging/delivery-status.ts';
import type { MetricsCollector } from '../../../domain/shared/metrics-collector.ts';
import { collections } from '../collections.ts';
import { encodeDeliveryReport } from '../documents/delivery-report.ts';
import { isMissingDocument } from '../firestore-errors.ts';
import { timedWrite } from '../timed-write.ts';
import type { RestFirestore } from './rest-firestore.ts';
import { withRetries, type RetryPorts } from './with-retries.ts';

interface RestDeliveryReportsPorts extends RetryPorts {
  readonly firestore: RestFirestore;
  readonly metrics: MetricsCollector;
  readonly erasure: ContentErasure;
}

/** One blind write a report, without the server client. */
export class RestDeliveryReports implements DeliveryReports {
  readonly #ports: RestDeliveryReportsPorts;

  constructor(ports: RestDeliveryReportsPorts) {
    this.#ports = ports;
  }

  record(report: DeliveryReport): Promise<'recorded' | 'unknown-message'> {
    return timedWrite(this.#ports.metrics, 'record-delivery', async () => {
      try {
        await withRetries(this.#ports, () => this.#write(report));
        return 'recorded';
      } catch (error) {
        if (isMissingDocument(error)) return 'unknown-message';
        throw error;
      }
    });
  }

  #write(report: DeliveryReport): Promise<void> {
    const { firestore, erasure } = this.#ports;
    const { delivery, message } = encodeDeliveryReport(report, erasure);
    const document = { collection: collections.outboundMessages, id: report.messageId };
    const fields = { ...message, delivery: { [report.messageSid]: delivery } };
    return firestore.commit([{ kind: 'update', document, fields }], null);
  }
}
