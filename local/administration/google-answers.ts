import type { DeployedProject } from './deployed-project.ts';

type Answer = (project: DeployedProject, names: Readonly<Record<string, string>>) => unknown;

const ROUTES: readonly (readonly [path: RegExp, answer: Answer])[] = [
  [/\/v1\/(?<database>.+\/databases\/(?<id>[^/]+))$/, databaseOf],
  [/\/v1\/(?<database>.+)\/collectionGroups\/-\/indexes$/, indexesOf],
  [/\/v1\/(?<database>.+)\/collectionGroups\/-\/fields$/, fieldsOf],
  [/\/v1\/(?<release>.+\/releases\/cloud\.firestore(\/(?<id>[^/]+))?)$/, releaseOf],
  [/\/v1\/(?<ruleset>.+\/rulesets\/local)$/, rulesetOf],
  [/\/v1\/(?<version>.+\/secrets\/(?<name>[^/]+)\/versions\/latest)$/, secretVersionOf],
  [/\/v1\/.+\/secrets\/(?<name>[^/]+)\/versions\/latest:access$/, secretValueOf],
  [/\/v1\/(?<location>.+)\/jobs$/, jobsOf],
  [/\/v2\/(?<project>projects\/[^/]+)\/locations\/-\/functions$/, functionsOf],
  [/\/v2\/(?<location>.+)\/queues$/, queuesOf],
];

/**
 * What the administration APIs of Google Cloud answer to a GET about the project; undefined where they answer 404.
 * https://firebase.google.com/docs/firestore/reference/rest · https://firebase.google.com/docs/reference/rules/rest ·
 * https://cloud.google.com/functions/docs/reference/rest · https://cloud.google.com/tasks/docs/reference/rest ·
 * https://cloud.google.com/scheduler/docs/reference/rest · https://cloud.google.com/secret-manager/docs/reference/rest
 */
export function googleAnswer(url: string, project: DeployedProject): unknown {
  const { pathname } = new URL(url, 'http://administration');
  const path = decodeURIComponent(pathname);
  for (const [form, answer] of ROUTES) {
    const match = form.exec(path);
    if (match !== null) return answer(project, match.groups ?? {});
  }
  return undefined;
}

function databaseOf({ database }: DeployedProject, { database: name, id }: Names): unknown {
  return id === database.id ? { name, locationId: database.location, type: 'FIRESTORE_NATIVE' } : undefined;
}

function indexesOf({ indexes }: DeployedProject, { database }: Names): unknown {
  return {
    indexes: indexes.map(({ collectionGroup, fields, ...index }, number) => ({
      ...index,
      name: `${database}/collectionGroups/${collectionGroup}/indexes/${number}`,
      fields: [...fields, { fieldPath: '__name__', order: fields.at(-1)?.order ?? 'ASCENDING' }],
    })),
  };
}

function fieldsOf({ fields }: DeployedProject, { database }: Names): unknown {
  return {
    fields: fields.map(({ collectionGroup, fieldPath, indexes, timeToLive }) => ({
      name: `${database}/collectionGroups/${collectionGroup}/fields/${fieldPath}`,
      indexConfig: {
        indexes: indexes.map(({ queryScope = 'COLLECTION', ...mode }) => ({
          queryScope,
          fields: [{ fieldPath, ...mode }],
          state: 'READY',
        })),
      },
      ...(timeToLive !== null && { ttlConfig: { state: timeToLive } }),
    })),
  };
}

function releaseOf({ rules, database }: DeployedProject, { release = '', id = '(default)' }: Names): unknown {
  if (rules === null || id !== database.id) return undefined;
  return { name: release, rulesetName: release.replace(/releases\/.*$/, 'rulesets/local') };
}

function rulesetOf({ rules }: DeployedProject, { ruleset }: Names): unknown {
  return { name: ruleset, source: { files: [{ name: 'firestore.rules', content: rules }] } };
}

function secretVersionOf({ secrets }: DeployedProject, { version = '', name = '' }: Names): unknown {
  const versions = secrets[name]?.versions ?? [];
  if (versions.length === 0) return undefined;
  return { name: version.replace('latest', String(versions.length)), state: versions.at(-1) };
}

function secretValueOf({ secrets }: DeployedProject, { name = '' }: Names): unknown {
  const { value, versions = [] } = secrets[name] ?? {};
  if (value === undefined || versions.at(-1) !== 'ENABLED') return undefined;
  return { payload: { data: Buffer.from(value).toString('base64') } };
}

function jobsOf({ jobs }: DeployedProject, { location = '' }: Names): unknown {
  return {
    jobs: inRegion(jobs, location).map(({ name, state }) => ({ name: `${location}/jobs/${name}`, state })),
  };
}

function functionsOf({ functions, variables, secrets }: DeployedProject, { project }: Names): unknown {
  const serviceConfig = {
    environmentVariables: variables,
    secretEnvironmentVariables: Object.keys(secrets).map((key) => ({ key, secret: key, version: '1' })),
  };
  return {
    functions: functions.map(({ name, region, state }) => ({
      name: `${project}/locations/${region}/functions/${name}`,
      environment: 'GEN_2',
      state,
      serviceConfig,
    })),
  };
}

function queuesOf({ queues }: DeployedProject, { location = '' }: Names): unknown {
  return {
    queues: inRegion(queues, location).map(({ name, state, maxDispatchesPerSecond }) => ({
      name: `${location}/queues/${name}`,
      rateLimits: { maxDispatchesPerSecond, maxBurstSize: 10, maxConcurrentDispatches: 40 },
      state,
    })),
  };
}

type Names = Readonly<Record<string, string>>;

function inRegion<One extends { readonly region: string }>(
  all: readonly One[],
  location: string,
): readonly One[] {
  return all.filter(({ region }) => location.endsWith(`/locations/${region}`));
}
