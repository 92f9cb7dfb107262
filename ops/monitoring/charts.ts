import { counted, largest, ninetyFifth, ofGoogle, type TimeSeries } from './time-series.ts';

export interface Chart {
  readonly title: string;
  readonly unit: 'count' | 'ms' | 's' | 'share';
  readonly lines: readonly { readonly label?: string; readonly series: TimeSeries }[];
}

export interface ChartSection {
  readonly title: string;
  readonly charts: readonly Chart[];
}

const byService = 'resource.labels.service_name';

/** From what people notice first to what an engineer looks for last. */
export const chartSections: readonly ChartSection[] = [
  {
    title: 'What people write',
    charts: [
      count('Messages by what they did', counted('inbound.messages', { by: ['effect'] })),
      count('Replies in the chat', counted('inbound.messages', { by: ['reply'] })),
      count('Refused webhooks', counted('webhook.rejected', { by: ['reason'] })),
      count('Handed to the processor', counted('inbound.processing', { by: ['outcome', 'reason'] })),
      count('Fetched from the log of Twilio', counted('inbound.backfilled', { by: ['outcome'] })),
      count('Posts to the product', counted('forward.requests', { by: ['operation', 'result'] })),
      time('Time of a post to the product (95 %)', ninetyFifth('forward.request', { by: ['operation'] })),
      count('Events for the product', counted('events.outcomes', { by: ['outcome'] })),
    ],
  },
  {
    title: 'What is sent',
    charts: [
      count('Tries to send', counted('outbound.outcomes', { by: ['outcome', 'reason'] })),
      count('Delivery reports', counted('delivery.reports', { by: ['state', 'outcome'] })),
      time('How long the oldest overdue step has waited', largest('sweep.oldest_overdue', { by: ['kind'] })),
      time('How long sending has been paused', largest('sweep.sending_pause', { by: ['reason'] })),
      count('Lost steps that the sweep took up', counted('sweep.recovered', { by: ['kind'] })),
      count('Tasks', counted('tasks.enqueued', { by: ['queue', 'result'] })),
      time('Time to queue a task (95 %)', ninetyFifth('tasks.enqueue', { by: ['queue'] })),
      count(
        'Tasks that wait',
        ofGoogle('cloudtasks.googleapis.com/queue/depth', {
          by: 'resource.labels.queue_id',
          aligner: 'ALIGN_MAX',
          reducer: 'REDUCE_SUM',
        }),
      ),
    ],
  },
  {
    title: 'Links',
    charts: [
      count('Steps of linking', counted('link.outcomes', { by: ['step', 'outcome'] })),
      count('Changes of who holds a number', counted('identity.changes', { by: ['outcome'] })),
      count('Questions to Firebase Auth', counted('auth.requests', { by: ['operation', 'result'] })),
      time('Time to verify a sign-in (95 %)', ninetyFifth('auth.verify_token')),
    ],
  },
  {
    title: 'Functions',
    charts: [
      count('Invocations', counted('function.invocations', { by: ['function', 'result'] })),
      time('Time inside a function (95 %)', ninetyFifth('function.duration', { by: ['function'] })),
      count(
        'Answers by class',
        ofRun('request_count', 'ALIGN_DELTA', 'REDUCE_SUM', 'metric.labels.response_code_class'),
      ),
      time(
        'Time to answer with start and queue (95 %)',
        ofRun('request_latencies', 'ALIGN_PERCENTILE_95', 'REDUCE_MAX'),
      ),
      time(
        'Time to start an instance (95 %)',
        ofRun('container/startup_latencies', 'ALIGN_PERCENTILE_95', 'REDUCE_MAX'),
      ),
      count('Instances', ofRun('container/instance_count', 'ALIGN_MAX', 'REDUCE_SUM')),
      {
        ...count(
          'Memory in use (99 %)',
          ofRun('container/memory/utilizations', 'ALIGN_PERCENTILE_99', 'REDUCE_MAX'),
        ),
        unit: 'share',
      },
      {
        ...count(
          'Age of the oldest event that waits',
          ofGoogle('pubsub.googleapis.com/subscription/oldest_unacked_message_age', {
            where: 'resource.labels.subscription_id=starts_with("eventarc-")',
            by: 'resource.labels.subscription_id',
            aligner: 'ALIGN_MAX',
            reducer: 'REDUCE_MAX',
          }),
        ),
        unit: 's',
      },
    ],
  },
  {
    title: 'Twilio and Firestore',
    charts: [
      count('Calls to Twilio', counted('twilio.requests', { by: ['operation', 'result'] })),
      {
        title: 'Time of a call to Twilio (95 %)',
        unit: 'ms',
        lines: [
          { label: 'create', series: ninetyFifth('twilio.create_message') },
          { label: 'list', series: ninetyFifth('twilio.list_messages') },
          { label: 'fetch', series: ninetyFifth('twilio.fetch_message') },
          { label: 'delete', series: ninetyFifth('twilio.delete_message') },
        ],
      },
      count('Calls to Firestore', counted('firestore.queries', { by: ['operation', 'result'] })),
      {
        title: 'Time of a call to Firestore (95 %)',
        unit: 'ms',
        lines: [
          { label: 'look-up of a mapping', series: ninetyFifth('firestore.get_by_whatsapp') },
          { label: 'read', series: ninetyFifth('firestore.read') },
          { label: 'write', series: ninetyFifth('firestore.write') },
        ],
      },
      time('Time of a transaction (95 %)', ninetyFifth('firestore.transaction', { by: ['operation'] })),
      {
        title: 'Documents read and written, which are paid for',
        unit: 'count',
        lines: [
          { label: 'read', series: ofFirestore('document/read_count') },
          { label: 'written', series: ofFirestore('document/write_count') },
        ],
      },
    ],
  },
];

function count(title: string, series: TimeSeries): Chart {
  return { title, unit: 'count', lines: [{ series }] };
}

function time(title: string, series: TimeSeries): Chart {
  return { title, unit: 'ms', lines: [{ series }] };
}

type RunMetric =
  | 'request_count'
  | 'request_latencies'
  | 'container/instance_count'
  | 'container/memory/utilizations'
  | 'container/startup_latencies';

function ofRun(
  metric: RunMetric,
  aligner: TimeSeries['aligner'],
  reducer: TimeSeries['reducer'],
  by = byService,
): TimeSeries {
  return ofGoogle(`run.googleapis.com/${metric}`, { aligner, reducer, by });
}

function ofFirestore(metric: 'document/read_count' | 'document/write_count'): TimeSeries {
  return ofGoogle(`firestore.googleapis.com/${metric}`, { aligner: 'ALIGN_DELTA', reducer: 'REDUCE_SUM' });
}
