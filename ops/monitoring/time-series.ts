import type { MetricName, TagsOf } from '../../functions/src/domain/shared/metrics-catalogue.ts';
import type { GoogleMetric } from './google-metrics.ts';
import { googleMetrics } from './google-metrics.ts';

type Aligner = 'ALIGN_DELTA' | 'ALIGN_MAX' | 'ALIGN_PERCENTILE_95' | 'ALIGN_PERCENTILE_99';
type Reducer = 'REDUCE_SUM' | 'REDUCE_MAX';

/** Which numbers, and how they become one line a group: https://cloud.google.com/monitoring/api/v3/filters */
export interface TimeSeries {
  readonly filter: string;
  readonly aligner: Aligner;
  readonly reducer: Reducer;
  readonly groupBy: readonly string[];
}

interface Selection<Tag extends string> {
  /** A value, several, or, with `not`, all but one. */
  readonly where?: Readonly<Partial<Record<Tag, string | readonly string[] | { readonly not: string }>>>;
  readonly by?: readonly Tag[];
}

/** How often, in each period. */
export function counted<Name extends MetricName>(
  name: Name,
  selection: Selection<keyof TagsOf<Name> & string> = {},
): TimeSeries {
  return { ...selected(name, selection), aligner: 'ALIGN_DELTA', reducer: 'REDUCE_SUM' };
}

/** What 95 of 100 stay below. */
export function ninetyFifth<Name extends MetricName>(
  name: Name,
  selection: Selection<keyof TagsOf<Name> & string> = {},
): TimeSeries {
  return { ...selected(name, selection), aligner: 'ALIGN_PERCENTILE_95', reducer: 'REDUCE_MAX' };
}

/** The largest of a gauge in each period, as near as the buckets tell. */
export function largest<Name extends MetricName>(
  name: Name,
  selection: Selection<keyof TagsOf<Name> & string> = {},
): TimeSeries {
  return { ...selected(name, selection), aligner: 'ALIGN_PERCENTILE_99', reducer: 'REDUCE_MAX' };
}

/** A metric of Google's own. `where` are conditions on its labels. */
export function ofGoogle(
  metric: GoogleMetric,
  how: Omit<TimeSeries, 'filter' | 'groupBy'> & { readonly where?: string; readonly by?: string },
): TimeSeries {
  const resource = googleMetrics[metric];
  const conditions = [`metric.type="${metric}"`, `resource.type="${resource}"`];
  return {
    filter: [...conditions, ...(how.where === undefined ? [] : [how.where])].join(' AND '),
    aligner: how.aligner,
    reducer: how.reducer,
    groupBy: how.by === undefined ? [] : [how.by],
  };
}

/** Functions run as services of Cloud Run with their names in lower case, which a kit begins with its own. */
export function servedBy(...functions: readonly string[]): string {
  const names = functions.map((name) => name.toLowerCase()).join('|');
  return `resource.labels.service_name=monitoring.regex.full_match("(kit-.*-)?(${names})")`;
}

function selected(
  name: MetricName,
  { where = {}, by = [] }: Selection<string>,
): Pick<TimeSeries, 'filter' | 'groupBy'> {
  const conditions = Object.entries(where).map(([tag, value]) => `metric.labels.${tag}${comparison(value)}`);
  return {
    filter: [
      `metric.type="logging.googleapis.com/user/linkline/${name}"`,
      'resource.type="cloud_run_revision"',
      ...conditions,
    ].join(' AND '),
    groupBy: by.map((tag) => `metric.labels.${tag}`),
  };
}

function comparison(value: string | readonly string[] | { readonly not: string } | undefined): string {
  if (typeof value === 'string') return `="${value}"`;
  if (value === undefined || 'not' in value) return `!="${value?.not ?? ''}"`;
  return `=one_of(${value.map((one) => `"${one}"`).join(',')})`;
}
