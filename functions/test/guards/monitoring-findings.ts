import { googleMetrics } from '../../../ops/monitoring/google-metrics.ts';

export interface Monitoring {
  /** The metrics of the catalogue with their tags. */
  readonly catalogue: Readonly<Record<string, { readonly tags: readonly string[] }>>;
  readonly dashboard: unknown;
  /** By the name of their file. */
  readonly policies: Readonly<Record<string, unknown>>;
  readonly functions: readonly string[];
  /** Every word that the code logs as an event. */
  readonly events: ReadonlySet<string>;
}

const METRIC = /metric\.type="([^"]+)"/;
const OURS = 'logging.googleapis.com/user/linkline/';
/** Labels that Google gives its metrics and resources. */
const GOOGLE_LABELS = ['response_code_class', 'service_name', 'subscription_id', 'queue_id'];

interface Filter {
  readonly text: string;
  /** In the filter and in the groups made of what it finds. */
  readonly labels: readonly string[];
}

/** What is wrong with dashboard and policies, in words. */
export function monitoringFindings(monitoring: Monitoring): readonly string[] {
  const filters = [monitoring.dashboard, ...Object.values(monitoring.policies)].flatMap(filtersIn);
  return [
    ...filters.flatMap((filter) => filterFindings(monitoring, filter)),
    ...Object.entries(monitoring.policies).flatMap(linkFindings),
    ...missingFindings(monitoring, filters),
  ];
}

/** Of every object with a filter, wherever it is. */
function filtersIn(content: unknown): readonly Filter[] {
  if (typeof content !== 'object' || content === null) return [];
  if (!Object.hasOwn(content, 'filter')) return Object.values(content).flatMap(filtersIn);
  const labels = JSON.stringify(content).match(/(?<=(?:metric|resource)\.labels\.)\w+/g);
  return [{ text: String(Reflect.get(content, 'filter')), labels: labels ?? [] }];
}

function filterFindings(monitoring: Monitoring, filter: Filter): readonly string[] {
  const metric = METRIC.exec(filter.text)?.[1];
  if (metric === undefined) return eventFindings(monitoring, filter);
  return metric.startsWith(OURS)
    ? ownFindings(monitoring, filter, metric.slice(OURS.length))
    : googleFindings(monitoring, filter, metric);
}

function eventFindings({ events }: Monitoring, { text }: Filter): readonly string[] {
  const event = /jsonPayload\.message="([^"]+)"/.exec(text)?.[1] ?? 'nothing';
  return events.has(event) ? [] : [`nobody logs ${event}`];
}

function ownFindings({ catalogue, functions }: Monitoring, filter: Filter, name: string): readonly string[] {
  const definition = catalogue[name];
  if (definition === undefined) return [`unknown metric ${name}`];
  const named = /metric\.labels\.function=(\S+)/.exec(filter.text)?.[1]?.match(/(?<=")\w+/g) ?? [];
  return [
    ...missingFrom(definition.tags, filter.labels).map((label) => `${name} has no tag ${label}`),
    ...missingFrom(functions, named).map((one) => `unknown function ${one}`),
  ];
}

function googleFindings({ functions }: Monitoring, filter: Filter, metric: string): readonly string[] {
  const services = /full_match\("\(kit-\.\*-\)\?\(([a-z|]+)\)"\)/.exec(filter.text)?.[1]?.split('|') ?? [];
  const deployed = functions.map((name) => name.toLowerCase());
  return [
    ...missingFrom(Object.keys(googleMetrics), [metric]).map((one) => `unknown metric ${one}`),
    ...missingFrom(GOOGLE_LABELS, filter.labels).map((label) => `unknown label ${label}`),
    ...missingFrom(deployed, services).map((one) => `unknown function ${one}`),
  ];
}

function linkFindings([name, policy]: readonly [string, unknown]): readonly string[] {
  return JSON.stringify(policy).includes(`docs/runbook.md#${name})`) ? [] : [`${name} leads to no section`];
}

function missingFindings({ catalogue }: Monitoring, filters: readonly Filter[]): readonly string[] {
  const shown = filters.map(({ text }) => METRIC.exec(text)?.[1]?.replace(OURS, '') ?? '');
  return missingFrom(shown, Object.keys(catalogue)).map((name) => `nobody shows ${name}`);
}

function missingFrom(known: readonly string[], named: readonly string[]): readonly string[] {
  return named.filter((name) => !known.includes(name));
}
