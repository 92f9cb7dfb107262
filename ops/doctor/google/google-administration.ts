import { z } from 'zod';
import type { GoogleApi } from './google-api.ts';
import type {
  DeployedFunction,
  DeployedIndex,
  DeployedQueue,
  DeployedTimeToLive,
  NewestSecretVersion,
  ProjectAdministration,
} from './project-administration.ts';

const indexField = z
  .object({ fieldPath: z.string(), order: z.string().optional(), arrayConfig: z.string().optional() })
  .transform(({ fieldPath, order, arrayConfig }) => ({ fieldPath, mode: arrayConfig ?? order ?? '' }));
const index = z.object({
  queryScope: z.string().default('COLLECTION'),
  fields: z.array(indexField).default([]),
  state: z.string().default(''),
});
const namedIndex = index.extend({ name: z.string() });
const field = z.object({
  name: z.string(),
  indexConfig: z.object({ indexes: z.array(index).default([]) }).default({ indexes: [] }),
  ttlConfig: z.object({ state: z.string() }).optional(),
});
const placed = z.object({ name: z.string(), state: z.string() });
const queue = placed.extend({ rateLimits: z.object({ maxDispatchesPerSecond: z.number() }) });
const deployedFunction = placed.extend({
  serviceConfig: z
    .object({
      environmentVariables: z.record(z.string(), z.string()).default({}),
      secretEnvironmentVariables: z.array(z.object({ key: z.string(), version: z.string() })).default([]),
    })
    .default({ environmentVariables: {}, secretEnvironmentVariables: [] }),
});
const database = z.object({ locationId: z.string() });
const release = z.object({ rulesetName: z.string() });
const ruleset = z.object({ source: z.object({ files: z.array(z.object({ content: z.string() })) }) });
const secretVersion = z.object({ name: z.string(), state: z.string() });
const secretPayload = z.object({ payload: z.object({ data: z.base64() }) });

/** The only fields that Firestore lists are those that differ from the rest of their database. */
const CHANGED_FIELDS = encodeURIComponent('indexConfig.usesAncestorConfig:false OR ttlConfig:*');

/**
 * By the REST APIs of Google Cloud: https://firebase.google.com/docs/firestore/reference/rest ·
 * https://firebase.google.com/docs/reference/rules/rest · https://cloud.google.com/functions/docs/reference/rest ·
 * https://cloud.google.com/tasks/docs/reference/rest · https://cloud.google.com/scheduler/docs/reference/rest ·
 * https://cloud.google.com/secret-manager/docs/reference/rest
 */
export class GoogleAdministration implements ProjectAdministration {
  readonly #project: string;
  readonly #api: GoogleApi;

  constructor({ project, api }: { readonly project: string; readonly api: GoogleApi }) {
    this.#project = `projects/${project}`;
    this.#api = api;
  }

  async databaseLocation(id: string): Promise<string | null> {
    const found = await this.#api.get('firestore', `/v1/${this.#project}/databases/${id}`, database);
    return found?.locationId ?? null;
  }

  async indexes(id: string): Promise<readonly DeployedIndex[]> {
    const path = `/v1/${this.#project}/databases/${id}/collectionGroups/-/indexes`;
    const [composite, fields] = await Promise.all([
      this.#api.list('firestore', path, 'indexes', namedIndex),
      this.#fields(id),
    ]);
    const single = fields.flatMap(({ name, indexConfig }) =>
      indexConfig.indexes.map((one) => deployedIndex(name, one)),
    );
    return [...composite.map((one) => deployedIndex(one.name, one)), ...single];
  }

  async timesToLive(id: string): Promise<readonly DeployedTimeToLive[]> {
    return (await this.#fields(id)).flatMap(({ name, ttlConfig }) =>
      ttlConfig === undefined
        ? []
        : [
            {
              collectionGroup: partOf(name, 'collectionGroups'),
              fieldPath: lastOf(name),
              state: ttlConfig.state,
            },
          ],
    );
  }

  async rules(id: string): Promise<string | null> {
    const name = id === '(default)' ? 'cloud.firestore' : `cloud.firestore/${id}`;
    const found = await this.#api.get('firebaserules', `/v1/${this.#project}/releases/${name}`, release);
    if (found === null) return null;
    const rules = await this.#api.get('firebaserules', `/v1/${found.rulesetName}`, ruleset);
    return rules?.source.files.map(({ content }) => content).join('\n') ?? null;
  }

  async functions(): Promise<readonly DeployedFunction[]> {
    const path = `/v2/${this.#project}/locations/-/functions`;
    const all = await this.#api.list('cloudfunctions', path, 'functions', deployedFunction);
    return all.map(({ name, state, serviceConfig }) => ({
      name: lastOf(name),
      region: partOf(name, 'locations'),
      state,
      parameters: serviceConfig.environmentVariables,
      secretVersions: Object.fromEntries(
        serviceConfig.secretEnvironmentVariables.map(({ key, version }) => [key, version]),
      ),
    }));
  }

  async queues(region: string): Promise<readonly DeployedQueue[]> {
    const path = `/v2/${this.#project}/locations/${region}/queues`;
    const all = await this.#api.list('cloudtasks', path, 'queues', queue);
    return all.map(({ name, state, rateLimits }) => ({
      name: lastOf(name),
      state,
      maxDispatchesPerSecond: rateLimits.maxDispatchesPerSecond,
    }));
  }

  async jobs(region: string): Promise<readonly { readonly name: string; readonly state: string }[]> {
    const path = `/v1/${this.#project}/locations/${region}/jobs`;
    const all = await this.#api.list('cloudscheduler', path, 'jobs', placed);
    return all.map(({ name, state }) => ({ name: lastOf(name), state }));
  }

  async newestSecretVersion(name: string): Promise<NewestSecretVersion | null> {
    const newest = await this.#api.get('secretmanager', this.#newestOf(name), secretVersion);
    return newest && { version: lastOf(newest.name), isEnabled: newest.state === 'ENABLED' };
  }

  async secretValue(name: string): Promise<string | null> {
    const answer = await this.#api.get('secretmanager', `${this.#newestOf(name)}:access`, secretPayload);
    return answer && Buffer.from(answer.payload.data, 'base64').toString('utf8');
  }

  #newestOf(name: string): string {
    return `/v1/${this.#project}/secrets/${name}/versions/latest`;
  }

  #fields(id: string): Promise<readonly z.output<typeof field>[]> {
    const path = `/v1/${this.#project}/databases/${id}/collectionGroups/-/fields?filter=${CHANGED_FIELDS}`;
    return this.#api.list('firestore', path, 'fields', field);
  }
}

function deployedIndex(name: string, { queryScope, fields, state }: z.output<typeof index>): DeployedIndex {
  return { collectionGroup: partOf(name, 'collectionGroups'), queryScope, fields, state };
}

/** What stands behind `kind` in a resource name such as `projects/p/locations/l`. */
function partOf(name: string, kind: string): string {
  const parts = name.split('/');
  return parts[parts.indexOf(kind) + 1] ?? '';
}

function lastOf(name: string): string {
  return name.split('/').at(-1) ?? '';
}
