import type { TimeSeries } from './time-series.ts';

export interface Alert {
  /** In kebab-case: the policy's file and its section of the runbook. */
  readonly name: string;
  readonly title: string;
  readonly severity: 'CRITICAL' | 'ERROR' | 'WARNING';
  /** What has happened, in a sentence or two. */
  readonly meaning: string;
  /** One of them is enough. */
  readonly conditions: readonly AlertCondition[];
}

export type AlertCondition =
  | {
      readonly kind: 'above';
      readonly title: string;
      readonly series: TimeSeries;
      readonly threshold: number;
      readonly periodSeconds: number;
      /** How long it must stay so; a single period where it is not given. */
      readonly forSeconds?: number;
    }
  | {
      readonly kind: 'absent';
      readonly title: string;
      readonly series: TimeSeries;
      readonly forSeconds: number;
    }
  | {
      readonly kind: 'logged';
      readonly title: string;
      readonly event: string;
      /** Fields of the log entry that the notification shows. */
      readonly shows: readonly string[];
      readonly notifyEverySeconds: number;
    };

const RUNBOOK = 'docs/runbook.md';

/** As Cloud Monitoring takes it: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies */
export function alertPolicy({ name, title, severity, meaning, conditions }: Alert) {
  const notifyEvery = conditions.flatMap((one) => (one.kind === 'logged' ? [one.notifyEverySeconds] : []));
  return {
    displayName: `Linkline: ${title}`,
    documentation: {
      content: `${meaning}\n\n[What to do](${RUNBOOK}#${name})`,
      mimeType: 'text/markdown',
    },
    severity,
    combiner: 'OR',
    conditions: conditions.map((condition) => ({ displayName: condition.title, ...conditionOf(condition) })),
    alertStrategy: {
      autoClose: '3600s',
      // Cloud Monitoring takes it for log entries only, and only where they are the policy's one condition
      ...(notifyEvery[0] !== undefined && { notificationRateLimit: { period: `${notifyEvery[0]}s` } }),
    },
    enabled: true,
  };
}

function conditionOf(condition: AlertCondition) {
  switch (condition.kind) {
    case 'above':
      return { conditionThreshold: { ...above(condition), trigger: { count: 1 } } };
    case 'absent':
      return {
        conditionAbsent: {
          ...read(condition.series, 300),
          duration: `${condition.forSeconds}s`,
          trigger: { count: 1 },
        },
      };
    case 'logged':
      return { conditionMatchedLog: logged(condition) };
  }
}

function above({ series, threshold, periodSeconds, forSeconds = 0 }: AlertCondition & { kind: 'above' }) {
  return {
    ...read(series, periodSeconds),
    comparison: 'COMPARISON_GT',
    thresholdValue: threshold,
    duration: `${forSeconds}s`,
  };
}

function logged({ event, shows }: AlertCondition & { kind: 'logged' }) {
  return {
    filter: `resource.type="cloud_run_revision" AND jsonPayload.message="${event}"`,
    labelExtractors: Object.fromEntries(shows.map((field) => [field, `EXTRACT(jsonPayload.${field})`])),
  };
}

function read({ filter, aligner, reducer, groupBy }: TimeSeries, periodSeconds: number) {
  return {
    filter,
    aggregations: [
      {
        alignmentPeriod: `${periodSeconds}s`,
        perSeriesAligner: aligner,
        crossSeriesReducer: reducer,
        groupByFields: groupBy,
      },
    ],
  };
}
