import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { DemoSignIn } from '../../../../local/auth/demo-sign-in.ts';
import type { DeployedFunction } from '../../../../local/functions-host/deployed-function.ts';
import { FunctionsHost } from '../../../../local/functions-host/functions-host.ts';
import { readDeployedFunctions } from '../../../../local/functions-host/read-deployed-functions.ts';
import { replaceEnvironment } from '../../../src/infra/environment.ts';
import { MAINTENANCE_HEADER } from '../../../src/infra/functions/in-maintenance.ts';
import { parameterValues, PROJECT } from '../../support/test-configuration.ts';

const REGION = 'us-central1';
const { idToken } = new DemoSignIn({ project: PROJECT, clock: { now: () => Date.now() } }).signIn('ada');

const logged: unknown[] = [];
const printed: unknown[] = [];
let host: FunctionsHost;
let functions: readonly DeployedFunction[];

beforeAll(async () => {
  // nobody listens there: whatever read or wrote something would get no answer
  const nowhere = '127.0.0.1:1';
  Object.assign(process.env, parameterValues, {
    MAINTENANCE: 'true',
    GCLOUD_PROJECT: PROJECT,
    FIRESTORE_EMULATOR_HOST: nowhere,
    CLOUD_TASKS_EMULATOR_HOST: nowhere,
    FIREBASE_DEBUG_MODE: 'true',
    FIREBASE_DEBUG_FEATURES: JSON.stringify({ skipTokenVerification: true }),
    METADATA_SERVER_DETECTION: 'none',
  });
  replaceEnvironment({
    logOutput: (line) => {
      const { severity, message } = JSON.parse(line) as { severity: string; message: string };
      if (message !== 'metric') logged.push([severity, message]);
    },
  });
  functions = readDeployedFunctions(await import('../../../src/index.ts'));
  vi.spyOn(console, 'error').mockImplementation((...values) => printed.push(...values));
  host = await FunctionsHost.start({ project: PROJECT, region: REGION });
  for (const deployed of functions) host.add(deployed);
});

afterAll(() => host.stop());

/** As Twilio, an app, Cloud Tasks, Cloud Scheduler and Eventarc call. */
async function call(deployed: DeployedFunction): Promise<Response> {
  const isEvent = 'trigger' in deployed;
  const response = await fetch(host.url(deployed.name), {
    method: 'POST',
    headers: {
      'Content-Type': isEvent ? 'application/cloudevents+json' : 'application/json',
      Authorization: `Bearer ${idToken}`,
    },
    body: JSON.stringify(isEvent ? anEvent(deployed.trigger) : { data: {} }),
  });
  await response.arrayBuffer();
  return response;
}

function anEvent({ eventType }: { readonly eventType: string }) {
  return {
    specversion: '1.0',
    id: 'event-1',
    source: `//firestore.googleapis.com/projects/${PROJECT}/databases/(default)`,
    type: eventType,
    document: 'collection/document-1',
  };
}

it('leaves everything as it is, and asks for whatever can come again', async () => {
  const expected = { https: 503, callable: 503, task: 503, schedule: 200, firestore: 500, auth: 500 };
  const answers = await Promise.all(
    functions.map(async (deployed) => ({ deployed, response: await call(deployed) })),
  );
  expect(answers.map(({ deployed: { name }, response }) => [name, response.status])).toEqual(
    functions.map(({ name, kind }) => [name, expected[kind]]),
  );
  const said = answers.filter(({ response }) => response.headers.has(MAINTENANCE_HEADER));
  expect(said.map(({ deployed }) => deployed.name)).toEqual(['twilioStatus', 'twilioWebhook']);
  expect(logged).toEqual([['WARNING', 'in-maintenance']]);
  expect(printed.filter((value) => /\n| at /.test(String(value)))).toEqual([]);
});
