import type { Alert } from './alert-policy.ts';
import { counted, ofGoogle, servedBy } from './time-series.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const webhooks = servedBy('twilioWebhook', 'twilioStatus');

/** Of what comes in. */
export const inboundAlerts: readonly Alert[] = [
  {
    name: 'signature-failures',
    title: 'webhooks are refused',
    severity: 'ERROR',
    meaning:
      'Requests to the webhooks were not signed for our account and sender: somebody tries to forge them, or our token, address or sender is wrong.',
    conditions: [
      {
        kind: 'above',
        title: 'more than 5 in 5 minutes',
        series: counted('webhook.rejected', {
          where: { reason: ['signature-missing', 'wrong-signature', 'foreign-account', 'foreign-sender'] },
        }),
        threshold: 5,
        periodSeconds: 5 * MINUTE,
      },
    ],
  },
  {
    name: 'webhook-fails',
    title: 'webhooks fail',
    severity: 'CRITICAL',
    meaning:
      'The webhooks answer 5xx. Twilio tries again for fifteen seconds; what is lost then comes by the backfill.',
    conditions: [
      {
        kind: 'above',
        title: 'more than 5 answers 5xx in 5 minutes',
        series: ofGoogle('run.googleapis.com/request_count', {
          where: `${webhooks} AND metric.labels.response_code_class="5xx"`,
          aligner: 'ALIGN_DELTA',
          reducer: 'REDUCE_SUM',
        }),
        threshold: 5,
        periodSeconds: 5 * MINUTE,
      },
    ],
  },
  {
    name: 'webhook-slow',
    title: 'the webhook is slow',
    severity: 'WARNING',
    meaning:
      'One in twenty answers of twilioWebhook takes longer than 5 seconds. Twilio gives up after fifteen.',
    conditions: [
      {
        kind: 'above',
        title: '95th percentile above 5 s for 10 minutes',
        series: ofGoogle('run.googleapis.com/request_latencies', {
          where: servedBy('twilioWebhook'),
          aligner: 'ALIGN_PERCENTILE_95',
          reducer: 'REDUCE_MAX',
        }),
        threshold: 5_000,
        periodSeconds: 5 * MINUTE,
        forSeconds: 10 * MINUTE,
      },
    ],
  },
  {
    name: 'identity-brake',
    title: 'links are not suspended any more',
    severity: 'ERROR',
    meaning:
      'More numbers have changed their ids within an hour than is likely, so a change suspends no link any more until an operator decides.',
    conditions: [
      {
        kind: 'logged',
        title: 'identity-brake-engaged was logged',
        event: 'identity-brake-engaged',
        shows: [],
        notifyEverySeconds: HOUR,
      },
    ],
  },
  {
    name: 'product-does-not-answer',
    title: 'the product takes no messages',
    severity: 'ERROR',
    meaning:
      'The address of FORWARD_URL refuses messages or events, or does not answer. They are tried again with growing waits.',
    conditions: [
      {
        kind: 'above',
        title: 'more than 10 in 10 minutes',
        series: counted('forward.requests', { where: { result: { not: 'succeeded' } }, by: ['result'] }),
        threshold: 10,
        periodSeconds: 10 * MINUTE,
      },
    ],
  },
];
