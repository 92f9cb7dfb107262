import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generatedFiles } from '../../../ops/monitoring/generated-files.ts';
import metrics from '../../../ops/terraform/monitoring/metrics.json' with { type: 'json' };
import accounts from '../../../ops/terraform/service-accounts.json' with { type: 'json' };
import { metricsCatalogue, type MetricDefinition } from '../../src/domain/shared/metrics-catalogue.ts';
import { extracted, matchesFilter, metricEntry } from './cloud-logging.ts';
import manifest from './deploy-manifest.json' with { type: 'json' };
import { monitoringFindings, type Monitoring } from './monitoring-findings.ts';

const root = new URL('../../../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');
const filesIn = (folder: string, ending: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`);

const functions = Object.keys(manifest.endpoints);
const catalogue: Readonly<Record<string, MetricDefinition>> = metricsCatalogue;
const policies = Object.fromEntries(
  filesIn('ops/terraform/monitoring/alerts', '.json').map((file) => [
    file.replaceAll(/.*\/|\.json$/g, ''),
    JSON.parse(textOf(file)) as unknown,
  ]),
);
const monitoring: Monitoring = {
  catalogue,
  dashboard: JSON.parse(textOf('ops/terraform/monitoring/dashboard.json')) as unknown,
  policies,
  functions,
  events: loggedEvents(),
};

describe('what is generated', () => {
  it.each([...generatedFiles()])('%s is up to date: `npm run runbook`', (path, content) => {
    expect(JSON.parse(textOf(path))).toEqual(JSON.parse(content));
  });

  it('has no alert of former times beside it', () => {
    const generated = [...generatedFiles().keys()].filter((path) => path.includes('/alerts/'));
    expect(Object.keys(policies)).toHaveLength(generated.length);
  });
});

describe('dashboard and alerts', () => {
  it('name what exists and show every metric', () => {
    expect(monitoringFindings(monitoring)).toEqual([]);
  });

  const lost = Object.fromEntries(Object.entries(catalogue).filter(([name]) => name !== 'tasks.enqueue'));
  const added = { ...catalogue, 'new.metric': { kind: 'counter', tags: [], meaning: '' } as const };
  const renamed = changed('linkline/inbound.messages', 'linkline/inbound.texts');

  it.each<[deviation: string, Monitoring, finding: string]>([
    ['a metric that does not exist', renamed, 'unknown metric inbound.texts'],
    ['a metric that nobody names any more', renamed, 'nobody shows inbound.messages'],
    ['a metric that is no more', { ...monitoring, catalogue: lost }, 'unknown metric tasks.enqueue'],
    ['a metric that is new', { ...monitoring, catalogue: added }, 'nobody shows new.metric'],
    [
      'a metric of Google that is none',
      changed('queue/depth', 'queue/size'),
      'unknown metric cloudtasks.googleapis.com/queue/size',
    ],
    ['a label of Google that is none', changed('labels.queue_id', 'labels.line_id'), 'unknown label line_id'],
    [
      'a filter on what is no tag',
      changed('labels.outcome=', 'labels.effect='),
      'outbound.outcomes has no tag effect',
    ],
    ['a group by what is no tag', changed('labels.queue"', 'labels.line"'), 'tasks.enqueued has no tag line'],
    [
      'a function that is not deployed',
      changed('"onEventCreated', '"onEventMade'),
      'unknown function onEventMade',
    ],
    ['an event that nobody logs', changed('start-failed', 'start-fails'), 'nobody logs start-fails'],
    ['a link that leads elsewhere', changed('#webhook-slow', '#slow'), 'webhook-slow leads to no section'],
  ])('%s is noticed', (_deviation, planted, finding) => {
    expect(monitoringFindings(planted)).toContain(finding);
  });
});

const logMetrics = z
  .array(
    z.object({
      name: z.string(),
      filter: z.string(),
      metricDescriptor: z.object({ valueType: z.string(), unit: z.string() }),
      labelExtractors: z.record(z.string(), z.string()),
      valueExtractor: z.string().optional(),
    }),
  )
  .parse(metrics);

describe('log-based metrics', () => {
  it.each(Object.entries(catalogue))('%s is read from the line that is written', (name, definition) => {
    const entry = metricEntry(name, definition);
    const reading = logMetrics.filter(({ filter }) => matchesFilter(entry, filter));
    const isCounter = definition.kind === 'counter';
    expect(reading).toMatchObject([
      {
        name: `linkline/${name}`,
        metricDescriptor: {
          valueType: isCounter ? 'INT64' : 'DISTRIBUTION',
          unit: entry.jsonPayload['unit'],
        },
      },
    ]);
    const [metric] = reading;
    const labels = Object.entries(metric?.labelExtractors ?? {}).map(([key, path]) => [
      key,
      extracted(entry, path),
    ]);
    expect(Object.fromEntries(labels)).toEqual(entry.jsonPayload['tags']);
    // without an extractor each line counts as one
    const extractor = metric?.valueExtractor;
    const value = extractor === undefined ? 1 : extracted(entry, extractor);
    expect(value).toBe(entry.jsonPayload['value']);
  });
});

describe('Terraform', () => {
  const text = filesIn('ops/terraform', '.tf').map(textOf).join('\n');
  const namesIn = (pattern: RegExp) => new Set(text.match(pattern));

  it('declares each variable that it uses, and uses each that it declares', () => {
    expect(namesIn(/(?<=\bvar\.)\w+/g)).toEqual(namesIn(/(?<=^variable ")\w+/gm));
  });

  it('refers to resources and files that it has', () => {
    const resources = [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(
      ([, type, name]) => `${type}.${name}`,
    );
    expect(resources).toEqual(expect.arrayContaining([...namesIn(/(?<!data\.)\bgoogle_\w+\.\w+/g)]));
    const files = [...namesIn(/(?<=\$\{path\.module\}\/)[\w./-]+(?=["/ ])/g)];
    expect(files.filter((file) => !existsSync(new URL(`ops/terraform/${file}`, root)))).toEqual([]);
  });

  it('keeps what fails of every function that an event starts', () => {
    const [, names = ''] =
      /^triggers='([a-z|]+)'$/m.exec(textOf('ops/terraform/attach-dead-letters.sh')) ?? [];
    const triggers = Object.entries(manifest.endpoints).filter(([, endpoint]) => 'eventTrigger' in endpoint);
    expect(new Set(names.split('|'))).toEqual(new Set(triggers.map(([name]) => name.toLowerCase())));
  });

  it('gives every deployed function one service account, and every secret to each', () => {
    const accounted = Object.values(accounts).flatMap((account) => account.functions);
    expect(accounted.toSorted()).toEqual(functions.toSorted());
    const endpoints = Object.values(manifest.endpoints);
    const secrets = endpoints.flatMap((endpoint) => endpoint.secretEnvironmentVariables);
    expect(namesIn(/(?<=secrets = \[.*")[A-Z_]+/g)).toEqual(new Set(secrets.map(({ key }) => key)));
  });
});

function changed(from: string, to: string): Monitoring {
  const text = JSON.stringify({ dashboard: monitoring.dashboard, policies });
  if (!text.includes(from)) throw new Error(`Neither dashboard nor policies say ${from}`);
  return {
    ...monitoring,
    ...(JSON.parse(text.replaceAll(from, to)) as Pick<Monitoring, 'dashboard' | 'policies'>),
  };
}

/** What the code logs as a warning or worse. */
function loggedEvents(): ReadonlySet<string> {
  const text = filesIn('functions/src', '.ts').map(textOf).join('\n');
  return new Set(text.match(/(?<=logger\.(?:warn|error)\(\s*'|severity: 'CRITICAL', message: ')[a-z-]+/g));
}
