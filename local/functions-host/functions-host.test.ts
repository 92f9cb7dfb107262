import { setImmediate } from 'node:timers/promises';
import { onDocumentCreated } from 'firebase-functions/firestore';
import { HttpsError, onCall, onRequest } from 'firebase-functions/https';
import { onUserDeleted } from 'firebase-functions/identity';
import { defineInt, defineString } from 'firebase-functions/params';
import { onTaskDispatched } from 'firebase-functions/tasks';
import { initializeApp } from 'firebase-admin/app';
import { FieldValue, getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DemoSignIn } from '../auth/demo-sign-in.ts';
import { LocalAuth } from '../auth/local-auth.ts';
import { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';
import { LocalClock } from '../world/local-clock.ts';
import { TaskQueueServer } from '../tasks/task-queue-server.ts';
import { callEventFunction, type EncodedEvent } from './call-event-function.ts';
import { FunctionsHost } from './functions-host.ts';
import { readDeployedFunctions } from './read-deployed-functions.ts';

vi.hoisted(() => {
  // read by firebase-functions when it is loaded
  process.env['FIREBASE_DEBUG_MODE'] = 'true';
  process.env['FIREBASE_DEBUG_FEATURES'] = '{"skipTokenVerification":true}';
  process.env['GCLOUD_PROJECT'] = 'demo-linkline';
  process.env['METADATA_SERVER_DETECTION'] = 'none';
  process.env['DATABASE_OF_TEST'] = '(default)';
  process.env['ATTEMPTS_OF_TEST'] = '7';
});

const events: { id: string; params: unknown; data: unknown }[] = [];
const tasks: unknown[] = [];
const left: string[] = [];
let failures = 0;
const entered = Promise.withResolvers<void>();
const released = Promise.withResolvers<void>();

const functions = {
  webhook: onRequest((request, response) => {
    response.json({
      path: request.path,
      query: request.query,
      body: request.body as unknown,
      rawBody: String(request.rawBody),
    });
  }),
  greet: onCall((request) => {
    if (!request.auth) throw new HttpsError('unauthenticated', 'Sign in first.', { code: 'not-signed-in' });
    return { uid: request.auth.uid, email: request.auth.token.email, data: request.data as unknown };
  }),
  onCreated: onDocumentCreated(
    { document: 'things/{thing}', database: defineString('DATABASE_OF_TEST'), retry: true },
    (event) => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('not yet');
      }
      events.push({ id: event.id, params: event.params, data: event.data?.data() });
    },
  ),
  onTask: onTaskDispatched(
    {
      retryConfig: { maxAttempts: defineInt('ATTEMPTS_OF_TEST'), minBackoffSeconds: 2 },
      rateLimits: { maxConcurrentDispatches: 2 },
    },
    (request) => {
      tasks.push({ data: request.data as unknown, id: request.id, retryCount: request.retryCount });
    },
  ),
  onLeft: onUserDeleted({ retry: true }, ({ data }) => {
    left.push(data.uid);
  }),
  waiter: onRequest(async (_request, response) => {
    entered.resolve();
    await released.promise;
    response.sendStatus(200);
  }),
  notAFunction: 'a constant',
};

describe('FunctionsHost', () => {
  const clock = new LocalClock();
  let host: FunctionsHost;
  let firestore: EmbeddedFirestore;

  beforeAll(async () => {
    host = await FunctionsHost.start({ project: 'demo-linkline', region: 'us-central1' });
    firestore = await EmbeddedFirestore.start({ triggerRetryDelaysMs: [1] });
    process.env['FIRESTORE_EMULATOR_HOST'] = `${firestore.host}:${firestore.port}`;
    for (const deployed of readDeployedFunctions(functions)) {
      host.add(deployed);
      if (deployed.kind !== 'firestore') continue;
      const url = host.url(deployed.name);
      firestore.triggers.add({
        name: deployed.name,
        ...deployed.trigger,
        deliver: (event) => callEventFunction(url, event),
      });
    }
  });

  beforeEach(() => {
    events.length = 0;
    tasks.length = 0;
    failures = 0;
  });

  afterAll(async () => {
    await firestore.stop();
    await host.stop();
    clock.stop();
  });

  it('reads what the manifest says, with parameters resolved and defaults filled in', () => {
    const deployed = readDeployedFunctions(functions);
    expect(deployed.map(({ name, kind }) => [name, kind])).toEqual([
      ['webhook', 'https'],
      ['greet', 'callable'],
      ['onCreated', 'firestore'],
      ['onTask', 'task'],
      ['onLeft', 'auth'],
      ['waiter', 'https'],
    ]);
    expect(deployed[2]).toMatchObject({
      trigger: {
        eventType: 'google.cloud.firestore.document.v1.created',
        document: 'things/{thing}',
        database: '(default)',
        retry: true,
      },
    });
    expect(deployed[3]).toMatchObject({
      retryPolicy: { maxAttempts: 7, minBackoffSeconds: 2, maxBackoffSeconds: 3_600, maxDoublings: 16 },
      rateLimits: { maxDispatchesPerSecond: 500, maxConcurrentDispatches: 2 },
    });
    expect(deployed[4]).toMatchObject({
      trigger: { eventType: 'google.firebase.auth.user.v2.deleted', retry: true },
    });
  });

  it('serves requests with the path behind the name, the query and the raw body', async () => {
    const response = await fetch(`${host.baseUrl}/webhook/a/b?x=1&y=%20`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'Body=hi+there&From=a%2Bb',
    });
    expect(await response.json()).toEqual({
      path: '/a/b',
      query: { x: '1', y: ' ' },
      body: { Body: 'hi there', From: 'a+b' },
      rawBody: 'Body=hi+there&From=a%2Bb',
    });
  });

  it.each(['webhook', 'webhook?x=1', 'webhook/'])('serves %s at its root', async (path) => {
    const response = await fetch(`${host.baseUrl}/${path}`);
    expect(await response.json()).toMatchObject({ path: '/' });
  });

  it('lists the functions at an unknown address', async () => {
    for (const url of [`${host.baseUrl}/webhooks`, `http://127.0.0.1:${host.port}/`, `${host.baseUrl}/`]) {
      const response = await fetch(url);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain(`${host.baseUrl}/greet`);
    }
  });

  it('serves callables to users with an unsigned token, from another origin', async () => {
    const { idToken } = new DemoSignIn({ project: 'demo-linkline', clock }).signIn('ada');
    const response = await fetch(host.url('greet'), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${idToken}`,
        Origin: 'http://page',
      },
      body: JSON.stringify({ data: { n: 1 } }),
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('http://page');
    expect(await response.json()).toEqual({
      result: { uid: 'ada', email: 'ada@example.com', data: { n: 1 } },
    });
  });

  it('answers the error of a callable', async () => {
    const response = await fetch(host.url('greet'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"data":null}',
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: {
        status: 'UNAUTHENTICATED',
        message: 'Sign in first.',
        details: { code: 'not-signed-in' },
      },
    });
  });

  it('delivers a committed document to its trigger, again until it is acknowledged', async () => {
    failures = 1;
    const app = initializeApp({ projectId: 'demo-linkline' }, 'writer');
    const database = getFirestore(app);
    await database.doc('things/one').set({ n: 1, text: 'ü', list: [null, true] });
    await database.doc('things/one').update({ n: FieldValue.increment(1) });
    await firestore.idle();
    expect(failures).toBe(0);
    expect(events).toEqual([
      { id: expect.any(String), params: { thing: 'one' }, data: { n: 1, text: 'ü', list: [null, true] } },
    ]);
    await database.terminate();
  });

  it('runs tasks that the queue server delivers', async () => {
    const queues = await TaskQueueServer.start({ clock });
    for (const deployed of readDeployedFunctions(functions)) {
      if (deployed.kind === 'task') queues.add({ ...deployed, url: host.url(deployed.name) });
    }
    const path = 'projects/demo-linkline/locations/us-central1/queues/onTask/tasks';
    const body = Buffer.from(JSON.stringify({ data: { messageId: 'm' } })).toString('base64');
    const headers = { 'Content-Type': 'application/json' };
    await fetch(`http://${queues.address}/${path}`, {
      method: 'POST',
      body: JSON.stringify({ task: { name: `${path}/m_0`, httpRequest: { body, headers } } }),
    });
    await queues.idle();
    expect(tasks).toEqual([{ data: { messageId: 'm' }, id: 'm_0', retryCount: 0 }]);
    await queues.stop();
  });

  it('delivers the deletion of a user to its trigger', async () => {
    const auth = await LocalAuth.start({ project: 'demo-linkline', clock });
    for (const deployed of readDeployedFunctions(functions)) {
      if (deployed.kind !== 'auth') continue;
      const deliver = (event: EncodedEvent) => callEventFunction(host.url(deployed.name), event);
      auth.triggers.add({ name: deployed.name, ...deployed.trigger, deliver });
    }
    auth.deleteUser('linus');
    await auth.idle();
    expect(left).toEqual(['linus']);
    await auth.stop();
  });

  it('is idle only when every request is answered', async () => {
    const response = fetch(host.url('waiter'));
    await entered.promise;
    let idle = false;
    const becameIdle = host.idle().then(() => (idle = true));
    await setImmediate();
    expect(idle).toBe(false);
    released.resolve();
    await becameIdle;
    expect((await response).status).toBe(200);
  });

  it('frees its port at once, cutting connections', async () => {
    const first = await FunctionsHost.start({ project: 'demo-linkline', region: 'us-central1' });
    await (await fetch(`${first.baseUrl}/x`)).text();
    await first.stop();
    const second = await FunctionsHost.start({
      project: 'demo-linkline',
      region: 'us-central1',
      port: first.port,
    });
    expect(second.port).toBe(first.port);
    await second.stop();
  });
});
