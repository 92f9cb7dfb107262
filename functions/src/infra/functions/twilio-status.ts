import { onRequest } from 'firebase-functions/https';
import type { RecordDeliveryResult } from '../../app/sending/record-delivery-use-case.ts';
import { parseDeliveryReport } from '../twilio/delivery-report-parser.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';
import { functionOptions } from './function-options.ts';
import { twilioEndpoint } from './twilio-endpoint.ts';
import { withinDeadline } from './within-deadline.ts';

/** Receives what became of the messages we sent. What we cannot place is counted and answered all the same: a retry would not help. */
export const twilioStatus = onRequest(
  { ...functionOptions, timeoutSeconds: 30 },
  twilioEndpoint({
    functionName: 'twilioStatus',
    purpose: 'delivery-status',
    async answer(module, { parameters, oid }, response) {
      const report = oid === null ? null : parseDeliveryReport(parameters, oid);
      if (report === null) {
        module.metrics.increment('delivery.reports', { state: 'unknown', outcome: 'unknown-status' });
      } else {
        const work = () => module.recordDelivery.execute(report);
        count(module, report.state, await withinDeadline(work));
      }
      response.status(204).end();
    },
  }),
);

function count({ metrics }: WhatsAppModule, state: string, { outcome, settled }: RecordDeliveryResult): void {
  metrics.increment('delivery.reports', { state, outcome });
  if (settled === null) return;
  metrics.increment('outbound.outcomes', { outcome: settled.state, reason: settled.reason ?? 'none' });
}
