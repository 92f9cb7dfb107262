import { onRequest } from 'firebase-functions/https';
import { parseDeliveryReport } from '../twilio/delivery-report-parser.ts';
import { functionOptions } from './function-options.ts';
import { twilioEndpoint } from './twilio-endpoint.ts';
import { STORAGE_DEADLINE, withinDeadline } from './within-deadline.ts';

/** Receives what became of the messages we sent. What we cannot place is counted and answered all the same: a retry would not help. */
export const twilioStatus = onRequest(
  { ...functionOptions, timeoutSeconds: 30 },
  twilioEndpoint({
    functionName: 'twilioStatus',
    purpose: 'delivery-status',
    async answer(module, { parameters, oid }, response) {
      const report = oid === null ? null : parseDeliveryReport(parameters, oid);
      const outcome =
        report === null
          ? 'unknown-status'
          : (await withinDeadline(STORAGE_DEADLINE, module.recordDelivery.execute(report))).outcome;
      module.metrics.increment('delivery.reports', { state: report?.state ?? 'unknown', outcome });
      response.status(204).end();
    },
  }),
);
