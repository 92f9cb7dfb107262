import type { Alert } from './alert-policy.ts';
import { counted, largest } from './time-series.ts';

const MINUTE = 60;

/** Of what goes out, and of what waits or was given up in either direction. */
export const outboundAlerts: readonly Alert[] = [
  {
    name: 'sending-paused',
    title: 'sending is paused',
    severity: 'CRITICAL',
    meaning:
      'Twilio says that our account, token or sender is at fault, so nothing is sent. Messages wait; provider_code says what is wrong.',
    conditions: [
      {
        kind: 'logged',
        title: 'sending-paused was logged',
        event: 'sending-paused',
        shows: ['reason', 'provider_code'],
        notifyEverySeconds: 30 * MINUTE,
      },
    ],
  },
  {
    name: 'sending-stays-paused',
    title: 'sending stays paused',
    severity: 'ERROR',
    meaning:
      'Nothing has been sent for more than half an hour, by our own fault or because an operator has paused sending.',
    conditions: [
      {
        kind: 'above',
        title: 'paused for more than 30 minutes',
        series: largest('sweep.sending_pause', { by: ['reason'] }),
        threshold: 30 * MINUTE * 1_000,
        periodSeconds: 10 * MINUTE,
      },
    ],
  },
  {
    name: 'oldest-queued-message',
    title: 'messages wait for too long',
    severity: 'ERROR',
    meaning: 'A message or event should have gone a step further more than 15 minutes ago, and has not.',
    conditions: [
      {
        kind: 'above',
        title: 'the oldest has been due for more than 15 minutes',
        series: largest('sweep.oldest_overdue', {
          where: { kind: ['outbound', 'inbound', 'event'] },
          by: ['kind'],
        }),
        threshold: 15 * MINUTE * 1_000,
        periodSeconds: 10 * MINUTE,
      },
    ],
  },
  {
    name: 'dead-messages',
    title: 'messages were given up',
    severity: 'ERROR',
    meaning: 'After all tries a message or event was given up. It is kept, and can be redriven.',
    conditions: [
      {
        kind: 'above',
        title: 'a message to a person',
        series: counted('outbound.outcomes', { where: { outcome: 'dead' }, by: ['reason'] }),
        threshold: 0,
        periodSeconds: 5 * MINUTE,
      },
      {
        kind: 'above',
        title: "a person's message",
        series: counted('inbound.processing', { where: { outcome: 'dead' }, by: ['reason'] }),
        threshold: 0,
        periodSeconds: 5 * MINUTE,
      },
      {
        kind: 'above',
        title: 'an event for the product',
        series: counted('events.outcomes', { where: { outcome: 'dead' } }),
        threshold: 0,
        periodSeconds: 5 * MINUTE,
      },
    ],
  },
];
