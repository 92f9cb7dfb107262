/** The metrics of Google's own that we read, each with what it measures: https://cloud.google.com/monitoring/api/metrics_gcp */
export const googleMetrics = {
  'run.googleapis.com/request_count': 'cloud_run_revision',
  'run.googleapis.com/request_latencies': 'cloud_run_revision',
  'run.googleapis.com/container/instance_count': 'cloud_run_revision',
  'run.googleapis.com/container/memory/utilizations': 'cloud_run_revision',
  'run.googleapis.com/container/startup_latencies': 'cloud_run_revision',
  'cloudtasks.googleapis.com/queue/depth': 'cloud_tasks_queue',
  'pubsub.googleapis.com/subscription/num_undelivered_messages': 'pubsub_subscription',
  'pubsub.googleapis.com/subscription/oldest_unacked_message_age': 'pubsub_subscription',
  'firestore.googleapis.com/document/read_count': 'firestore_instance',
  'firestore.googleapis.com/document/write_count': 'firestore_instance',
} as const;

export type GoogleMetric = keyof typeof googleMetrics;
