import { onTestFinished, describe, expect, it } from 'vitest';
import { HttpListener } from '../../../local/world/http-listener.ts';
import { CannotTellError } from '../cannot-tell-error.ts';
import { GoogleAdministration } from './google-administration.ts';
import { GoogleApi, type GoogleService } from './google-api.ts';
import { readSecrets } from './read-secrets.ts';

type Respond = (request: {
  readonly path: string;
  readonly quotaProject: string | undefined;
  readonly authorization: string | undefined;
}) => readonly [status: number, body: unknown];

const DATABASE = 'projects/acme/databases/(default)';
const refusal = (status: number, reason: string) =>
  [status, { error: { code: status, message: 'No.', details: [{ reason }] } }] as const;

/** Google's APIs on one port, with the service as the first part of the path. */
async function administration(respond: Respond): Promise<GoogleAdministration> {
  const listener = await HttpListener.start({ host: '127.0.0.1', port: 0 }, (request, response) => {
    const quotaProject = request.headers['x-goog-user-project']?.toString();
    const { authorization } = request.headers;
    const path = decodeURIComponent(request.url ?? '').slice(1);
    const [status, body] = respond({ path, quotaProject, authorization });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  onTestFinished(() => listener.stop());
  const origin = (service: GoogleService) => `${listener.url}/${service}`;
  const api = new GoogleApi({ project: 'acme', origin, token: async () => 'token' });
  return new GoogleAdministration({ project: 'acme', api });
}

/** Answers by the path alone; 404 for any other. */
const answers =
  (bodies: Readonly<Record<string, unknown>>): Respond =>
  ({ path }) =>
    path in bodies ? [200, bodies[path]] : refusal(404, 'NOT_FOUND');

describe('GoogleAdministration', () => {
  it('reads indexes of several fields and of single ones, and TTL policies', async () => {
    const groups = `firestore/v1/${DATABASE}/collectionGroups`;
    const google = await administration(
      answers({
        [`${groups}/-/indexes`]: {
          indexes: [
            {
              name: `${DATABASE}/collectionGroups/orders/indexes/CICA`,
              queryScope: 'COLLECTION',
              fields: [
                { fieldPath: 'tags', arrayConfig: 'CONTAINS' },
                { fieldPath: 'at', order: 'DESCENDING' },
                { fieldPath: '__name__', order: 'DESCENDING' },
              ],
              state: 'READY',
              density: 'SPARSE_ALL',
            },
          ],
        },
        [`${groups}/-/fields?filter=indexConfig.usesAncestorConfig:false OR ttlConfig:*`]: {
          fields: [
            {
              name: `${DATABASE}/collectionGroups/orders/fields/delete_at`,
              indexConfig: { ancestorField: `${DATABASE}/collectionGroups/__default__/fields/*` },
              ttlConfig: { state: 'CREATING' },
            },
            {
              name: `${DATABASE}/collectionGroups/parts/fields/number`,
              indexConfig: {
                indexes: [
                  {
                    queryScope: 'COLLECTION_GROUP',
                    fields: [{ fieldPath: 'number', order: 'ASCENDING' }],
                    state: 'READY',
                  },
                ],
              },
            },
          ],
        },
      }),
    );
    expect(await google.indexes('(default)')).toEqual([
      {
        collectionGroup: 'orders',
        queryScope: 'COLLECTION',
        fields: [
          { fieldPath: 'tags', mode: 'CONTAINS' },
          { fieldPath: 'at', mode: 'DESCENDING' },
          { fieldPath: '__name__', mode: 'DESCENDING' },
        ],
        state: 'READY',
      },
      {
        collectionGroup: 'parts',
        queryScope: 'COLLECTION_GROUP',
        fields: [{ fieldPath: 'number', mode: 'ASCENDING' }],
        state: 'READY',
      },
    ]);
    expect(await google.timesToLive('(default)')).toEqual([
      { collectionGroup: 'orders', fieldPath: 'delete_at', state: 'CREATING' },
    ]);
  });

  it('reads functions from every page, with what they were deployed with', async () => {
    const path = 'cloudfunctions/v2/projects/acme/locations/-/functions';
    const one = (name: string, serviceConfig: object) => ({
      name: `projects/acme/locations/europe-west1/functions/${name}`,
      environment: 'GEN_2',
      state: 'ACTIVE',
      serviceConfig,
    });
    const google = await administration(
      answers({
        [path]: {
          functions: [
            one('first', {
              environmentVariables: { LOG_LEVEL: 'info' },
              secretEnvironmentVariables: [{ key: 'KEY', projectId: 'acme', secret: 'KEY', version: '3' }],
            }),
          ],
          nextPageToken: 'a+b%2B',
        },
        [`${path}?pageToken=a+b%2B`]: { functions: [one('second', {})], unreachable: [] },
      }),
    );
    const place = { region: 'europe-west1', state: 'ACTIVE' };
    expect(await google.functions()).toEqual([
      { name: 'first', ...place, parameters: { LOG_LEVEL: 'info' }, secretVersions: { KEY: '3' } },
      { name: 'second', ...place, parameters: {}, secretVersions: {} },
    ]);
  });

  it('reads the rules of a named database through their release', async () => {
    const google = await administration(
      answers({
        'firebaserules/v1/projects/acme/releases/cloud.firestore/links': {
          name: 'projects/acme/releases/cloud.firestore/links',
          rulesetName: 'projects/acme/rulesets/5f3c',
        },
        'firebaserules/v1/projects/acme/rulesets/5f3c': {
          name: 'projects/acme/rulesets/5f3c',
          source: { files: [{ name: 'firestore.rules', content: 'service cloud.firestore {}' }] },
        },
      }),
    );
    expect(await google.rules('links')).toBe('service cloud.firestore {}');
    expect(await google.rules('(default)')).toBeNull();
  });

  it('reads queues and jobs of a region, and where a database is', async () => {
    const google = await administration(
      answers({
        'cloudtasks/v2/projects/acme/locations/us-east1/queues': {
          queues: [
            {
              name: 'projects/acme/locations/us-east1/queues/send',
              rateLimits: { maxDispatchesPerSecond: 80, maxBurstSize: 16, maxConcurrentDispatches: 40 },
              state: 'PAUSED',
            },
          ],
        },
        'cloudscheduler/v1/projects/acme/locations/us-east1/jobs': {
          jobs: [{ name: 'projects/acme/locations/us-east1/jobs/sweep', state: 'ENABLED' }],
        },
        [`firestore/v1/${DATABASE}`]: { name: DATABASE, locationId: 'nam5', type: 'FIRESTORE_NATIVE' },
      }),
    );
    expect(await google.queues('us-east1')).toEqual([
      { name: 'send', state: 'PAUSED', maxDispatchesPerSecond: 80 },
    ]);
    expect(await google.jobs('us-east1')).toEqual([{ name: 'sweep', state: 'ENABLED' }]);
    expect(await google.jobs('europe-west1')).toEqual([]);
    expect(await google.databaseLocation('(default)')).toBe('nam5');
    expect(await google.databaseLocation('links')).toBeNull();
  });

  it('tells secrets that may be read from those that are only there', async () => {
    const versions = (name: string) => `secretmanager/v1/projects/acme/secrets/${name}/versions/latest`;
    const version = (name: string, state: string) => ({
      name: `projects/123/secrets/${name}/versions/2`,
      state,
    });
    const google = await administration(({ path }) => {
      if (path === versions('LINK_CODE_KEY')) return [200, version('LINK_CODE_KEY', 'ENABLED')];
      if (path === versions('ADDRESS_KEY')) return [200, version('ADDRESS_KEY', 'ENABLED')];
      if (path === versions('FORWARD_SIGNING_SECRET')) return [200, version('X', 'DESTROYED')];
      if (path === `${versions('LINK_CODE_KEY')}:access`) {
        return [200, { payload: { data: Buffer.from('the key').toString('base64'), dataCrc32c: '1' } }];
      }
      if (path === `${versions('ADDRESS_KEY')}:access`) return refusal(403, 'IAM_PERMISSION_DENIED');
      return refusal(404, 'NOT_FOUND');
    });
    expect(Object.fromEntries(await readSecrets(google))).toEqual({
      LINK_CODE_KEY: { kind: 'enabled', version: '2', value: 'the key' },
      ADDRESS_KEY: { kind: 'enabled', version: '2', value: null },
      FORWARD_SIGNING_SECRET: { kind: 'disabled' },
      TWILIO_AUTH_TOKENS: { kind: 'missing' },
    });
  });

  it('names the project that is charged where credentials name none, and only there', async () => {
    const quotaProjects: (string | undefined)[] = [];
    const google = await administration(({ authorization, quotaProject }) => {
      expect(authorization).toBe('Bearer token');
      quotaProjects.push(quotaProject);
      return quotaProject === undefined ? refusal(403, 'CONSUMER_INVALID') : [200, { locationId: 'nam5' }];
    });
    expect(await google.databaseLocation('(default)')).toBe('nam5');
    expect(quotaProjects).toEqual([undefined, 'acme']);
  });

  it.each([
    [refusal(401, 'ACCESS_TOKEN_EXPIRED'), 'credentials', 'gcloud auth application-default login'],
    [refusal(403, 'SERVICE_DISABLED'), 'not enabled', 'gcloud services enable cloudtasks.googleapis.com'],
    [refusal(403, 'IAM_PERMISSION_DENIED'), 'may not', 'roles/viewer'],
    [refusal(503, 'UNAVAILABLE'), 'answered 503', 'again'],
    [[200, { queues: [{ name: 'send' }] }] as const, 'unknown form', 'by hand'],
  ])('says what to do when it is told %j', async (answer, problem, fix) => {
    const google = await administration(() => answer);
    const asking = google.queues('us-east1');
    await expect(asking).rejects.toThrow(CannotTellError);
    await expect(asking).rejects.toMatchObject({
      message: expect.stringContaining(problem),
      fix: expect.stringContaining(fix),
    });
  });
});
