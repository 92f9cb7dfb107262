import type { Alert } from './alert-policy.ts';
import { counted, ofGoogle } from './time-series.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const triggers = [
  'onInboundMessageCreated',
  'onOutboundMessageCreated',
  'onEventCreated',
  'onUserMappingCreated',
];

/** Of the functions themselves. */
export const functionAlerts: readonly Alert[] = [
  {
    name: 'functions-do-not-start',
    title: 'functions do not start',
    severity: 'CRITICAL',
    meaning: 'A function could not be started: as a rule the configuration is wrong, and nothing works.',
    conditions: [
      {
        kind: 'logged',
        title: 'start-failed was logged',
        event: 'start-failed',
        shows: ['error_name'],
        notifyEverySeconds: 15 * MINUTE,
      },
    ],
  },
  {
    name: 'trigger-retries',
    title: 'events are delivered again and again',
    severity: 'ERROR',
    meaning:
      'Functions that documents start fail, or do not come to an end. Their events are delivered again for a day, then dropped.',
    conditions: [
      {
        kind: 'above',
        title: 'more than 5 failures in 10 minutes',
        series: counted('function.invocations', {
          where: { function: triggers, result: 'failed' },
          by: ['function'],
        }),
        threshold: 5,
        periodSeconds: 10 * MINUTE,
      },
      {
        kind: 'above',
        title: 'an event has waited for more than 15 minutes',
        series: ofGoogle('pubsub.googleapis.com/subscription/oldest_unacked_message_age', {
          where: 'resource.labels.subscription_id=starts_with("eventarc-")',
          by: 'resource.labels.subscription_id',
          aligner: 'ALIGN_MAX',
          reducer: 'REDUCE_MAX',
        }),
        threshold: 15 * MINUTE,
        periodSeconds: 5 * MINUTE,
      },
    ],
  },
  {
    name: 'events-given-up',
    title: 'events were given up',
    severity: 'ERROR',
    meaning: 'An event that no function could handle lies in the dead-letter subscription.',
    conditions: [
      {
        kind: 'above',
        title: 'the dead-letter subscription is not empty',
        series: ofGoogle('pubsub.googleapis.com/subscription/num_undelivered_messages', {
          where: 'resource.labels.subscription_id="linkline-dead-events"',
          aligner: 'ALIGN_MAX',
          reducer: 'REDUCE_MAX',
        }),
        threshold: 0,
        periodSeconds: 5 * MINUTE,
      },
    ],
  },
  {
    name: 'erasure-unfinished',
    title: 'an erasure does not come to its end',
    severity: 'ERROR',
    meaning: 'onUserDeleted fails: what is held on a user whose account was deleted is not erased yet.',
    conditions: [
      {
        kind: 'above',
        title: 'more than 3 failures in an hour',
        series: counted('function.invocations', { where: { function: 'onUserDeleted', result: 'failed' } }),
        threshold: 3,
        periodSeconds: HOUR,
      },
    ],
  },
  {
    name: 'sweep-stopped',
    title: 'nobody sweeps',
    severity: 'ERROR',
    meaning:
      'The scheduled functions do not run or fail: what a crash leaves behind stays so, and nothing is fetched from the log of Twilio.',
    conditions: [
      {
        kind: 'absent',
        title: 'no sweep has ended well for 20 minutes',
        series: counted('function.invocations', { where: { function: 'sweepMessages', result: 'ok' } }),
        forSeconds: 20 * MINUTE,
      },
      {
        kind: 'above',
        title: 'more than 2 failed runs in half an hour',
        series: counted('function.invocations', {
          where: { function: ['sweepMessages', 'backfillInbound'], result: 'failed' },
          by: ['function'],
        }),
        threshold: 2,
        periodSeconds: 30 * MINUTE,
      },
    ],
  },
];
