import type { MetricDefinition } from '../../functions/src/domain/shared/metrics-catalogue.ts';

/** A metric that Cloud Logging counts: https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics */
export interface LogMetric {
  readonly name: string;
  readonly description: string;
  readonly filter: string;
  readonly metricDescriptor: {
    readonly metricKind: 'DELTA';
    readonly valueType: 'INT64' | 'DISTRIBUTION';
    readonly unit: '1' | 'ms';
    readonly labels: readonly { readonly key: string; readonly valueType: 'STRING' }[];
  };
  readonly labelExtractors: Readonly<Record<string, string>>;
  readonly valueExtractor?: string;
  readonly bucketOptions?: { readonly exponentialBuckets: ExponentialBuckets };
}

interface ExponentialBuckets {
  readonly scale: number;
  readonly growthFactor: number;
  readonly numFiniteBuckets: number;
}

/** Milliseconds. Of a timer from 1 ms to 3 hours, of a gauge from a second to 4 months. */
const buckets: Readonly<Record<'timer' | 'gauge', ExponentialBuckets>> = {
  timer: { scale: 1, growthFactor: 1.4, numFiniteBuckets: 48 },
  gauge: { scale: 1_000, growthFactor: 1.5, numFiniteBuckets: 40 },
};

/** How Cloud Logging makes a metric of the lines that `StructuredLogMetricsCollector` writes. */
export function logMetric(name: string, { kind, tags, meaning }: MetricDefinition): LogMetric {
  return {
    name: `linkline/${name}`,
    description: meaning,
    filter: [
      'resource.type="cloud_run_revision"',
      'jsonPayload.message="metric"',
      `jsonPayload.metric="${name}"`,
    ].join(' AND '),
    metricDescriptor: {
      metricKind: 'DELTA',
      valueType: kind === 'counter' ? 'INT64' : 'DISTRIBUTION',
      unit: kind === 'counter' ? '1' : 'ms',
      labels: tags.map((key) => ({ key, valueType: 'STRING' })),
    },
    labelExtractors: Object.fromEntries(tags.map((tag) => [tag, `EXTRACT(jsonPayload.tags.${tag})`])),
    ...(kind !== 'counter' && {
      valueExtractor: 'EXTRACT(jsonPayload.value)',
      bucketOptions: { exponentialBuckets: buckets[kind] },
    }),
  };
}
