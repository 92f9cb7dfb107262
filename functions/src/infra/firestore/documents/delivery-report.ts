import type { DocumentData } from 'firebase-admin/firestore';
import type { ContentErasure } from '../../../domain/messaging/content-erasure.ts';
import { deliveryRank, hasArrived, type DeliveryReport } from '../../../domain/messaging/delivery-status.ts';
import { GreaterNumber, ListAddition } from './field-changes.ts';
import { timestamp } from './fields.ts';

/** What a report changes below `delivery.<SID>`, and what in the message's document itself. */
export interface EncodedDeliveryReport {
  readonly delivery: DocumentData;
  readonly message: DocumentData;
}

/**
 * For each message of Twilio's the rank only grows, and each state keeps the time at which it was last reported. What has arrived need not
 * be asked about any more, unless what it says is still to be erased: then the sweep finds it, should nobody else do it. A failure is asked
 * about until what it means for the message has been stored.
 */
export function encodeDeliveryReport(report: DeliveryReport, erasure: ContentErasure): EncodedDeliveryReport {
  const { messageSid, state, providerCode, reportedAt } = report;
  return {
    delivery: {
      rank: new GreaterNumber(deliveryRank(state)),
      [`${state}_at`]: timestamp(reportedAt),
      ...(providerCode !== null && { provider_code: providerCode }),
    },
    message: {
      ...(hasArrived(state) && !erasure.isOn && { check_at: null }),
      message_sids: new ListAddition([messageSid]),
    },
  };
}
