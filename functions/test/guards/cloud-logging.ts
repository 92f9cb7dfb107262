import type { MetricDefinition } from '../../src/domain/shared/metrics-catalogue.ts';
import { StructuredLogMetricsCollector } from '../../src/infra/metrics/structured-log-metrics-collector.ts';

/** What Cloud Logging makes of a line that a function writes. */
export interface LogEntry {
  readonly resource: { readonly type: string };
  readonly jsonPayload: Readonly<Record<string, unknown>>;
}

/** The entry of one measurement, with the tag `effect` as `some-effect`. */
export function metricEntry(name: string, { kind, tags }: MetricDefinition): LogEntry {
  const lines: string[] = [];
  const output = (line: string) => lines.push(line);
  // names and tags are read from the catalogue at run time, so the compiler cannot know that they fit each other
  const collector = new StructuredLogMetricsCollector({ clock: { now: () => 0 }, output }) as unknown as {
    increment(name: string, tags: object): void;
    gauge(name: string, tags: object, value: number): void;
  };
  const values = Object.fromEntries(tags.map((tag) => [tag, `some-${tag}`]));
  if (kind === 'counter') collector.increment(name, values);
  else collector.gauge(name, values, 7);
  return {
    resource: { type: 'cloud_run_revision' },
    jsonPayload: JSON.parse(lines[0] ?? '') as LogEntry['jsonPayload'],
  };
}

/** Of the language of Cloud Logging only `path="value"`, joined by AND. */
export function matchesFilter(entry: LogEntry, filter: string): boolean {
  return filter.split(' AND ').every((condition) => {
    const [, path = '', value] = /^([\w.]+)="([^"]*)"$/.exec(condition) ?? [];
    return valueAt(entry, path) === value;
  });
}

/** What `EXTRACT(path)` takes out of an entry. */
export function extracted(entry: LogEntry, extractor: string): unknown {
  const [, path = ''] = /^EXTRACT\(([\w.]+)\)$/.exec(extractor) ?? [];
  return valueAt(entry, path);
}

function valueAt(entry: LogEntry, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      entry,
    );
}
