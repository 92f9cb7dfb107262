import { once } from 'node:events';
import type { Server } from 'node:http';
import { cloudEvent } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { Timestamp } from 'firebase-admin/firestore';
import { onDocumentUpdated, type Change, type QueryDocumentSnapshot } from 'firebase-functions/firestore';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PROJECT } from '../conformity/server-under-test.ts';
import { hostOf, startedFirestore } from '../conformity/started-firestore.ts';
import type { EmbeddedFirestoreOptions, FirestoreTrigger } from '../embedded-firestore.ts';
import type { DocumentEvent } from './document-event.ts';

const EVENTS = 'google.cloud.firestore.document.v1';
const NOON = Date.parse('2026-11-22T12:00:00Z');

// what a deployed function finds in its environment
process.env['GCLOUD_PROJECT'] = PROJECT;
process.env['FIREBASE_CONFIG'] = JSON.stringify({ projectId: PROJECT });

describe('firing', () => {
  it.each([
    ['created', ['c']],
    ['updated', ['u']],
    ['deleted', ['d']],
    ['written', ['c', 'u', 'd']],
  ])('tells %s from the other changes', async (kind, expected) => {
    const { server, firestore, delivered } = await listening({ eventType: `${EVENTS}.${kind}` });
    await firestore.doc('users/ada').set({ step: 'c' });
    await firestore.doc('users/ada').set({ step: 'c' });
    await firestore.doc('users/ada').set({ step: 'u' });
    await firestore.doc('users/ada').delete();
    await server.idle();
    expect(delivered).toHaveLength(expected.length);
  });

  it.each([
    ['users/{id}', ['users/ada']],
    ['users/ada', ['users/ada']],
    ['users/{id}/pets/{pet}', ['users/ada/pets/rex']],
    ['{any=**}', ['users/ada', 'users/ada/pets/rex', 'users.x/bob']],
    ['users/{rest=**}', ['users/ada', 'users/ada/pets/rex']],
  ])('matches the pattern %s', async (document, expected) => {
    const { server, firestore, delivered } = await listening({ document });
    for (const path of ['users/ada', 'users/ada/pets/rex', 'users.x/bob']) await firestore.doc(path).set({});
    await server.idle();
    expect(delivered.map(({ headers }) => headers['ce-document'])).toStrictEqual(expected);
  });

  it('stays silent for other databases, and once removed', async () => {
    const { server, firestore, delivered, remove } = await listening({ database: 'other' });
    await firestore.doc('users/ada').set({});
    const removeDefault = server.triggers.add(trigger({ deliver: collect(delivered) }));
    removeDefault();
    await firestore.doc('users/bob').set({});
    await server.idle();
    remove();
    expect(delivered).toStrictEqual([]);
  });

  it('refuses an event type that Firestore does not have', async () => {
    const { server } = await startedFirestore();
    expect(() => server.triggers.add(trigger({ eventType: `${EVENTS}.created.oops` }))).toThrow(
      /onIt.*created\.oops/,
    );
  });
});

describe('events', () => {
  it('carry the attributes of a production event', async () => {
    const { server, firestore, delivered } = await listening(
      {},
      { now: () => NOON, createId: () => 'event-1' },
    );
    await firestore.doc('users/ada').set({});
    await server.idle();
    expect(delivered[0]?.headers).toMatchObject({
      'content-type': 'application/protobuf',
      'ce-specversion': '1.0',
      'ce-id': 'event-1',
      'ce-type': `${EVENTS}.created`,
      'ce-source': `//firestore.googleapis.com/projects/${PROJECT}/databases/(default)`,
      'ce-subject': 'documents/users/ada',
      'ce-time': '2026-11-22T12:00:00.000Z',
      'ce-project': PROJECT,
      'ce-database': '(default)',
      'ce-location': 'us-central1',
    });
  });

  it('are understood by a real function', async () => {
    const seen: unknown[] = [];
    const url = await serve('onUserUpdated', (change, params) => {
      seen.push([change.before.data(), change.after.data(), change.after.ref.path, params]);
    });
    const { server, firestore } = await listening({
      eventType: `${EVENTS}.updated`,
      deliver: async ({ headers, body }) => {
        const response = await fetch(url, { method: 'POST', headers, body: Buffer.from(body) });
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
      },
    });
    const before = {
      name: 'Ada',
      at: Timestamp.fromMillis(NOON),
      tags: ['a', null, 1.5],
      map: { deep: true },
    };
    await firestore.doc('users/ada').set(before);
    await firestore.doc('users/ada').update({ name: 'Ada L.' });
    await server.idle();
    expect(seen).toStrictEqual([[before, { ...before, name: 'Ada L.' }, 'users/ada', { id: 'ada' }]]);
  });
});

describe('delivery', () => {
  it('repeats the same event until it is acknowledged', async () => {
    const ids: (string | undefined)[] = [];
    const { server, firestore } = await listening(
      {
        retry: true,
        deliver: ({ headers }) => {
          ids.push(headers['ce-id']);
          return ids.length < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve();
        },
      },
      { triggerRetryDelaysMs: [1, 1, 1] },
    );
    await firestore.doc('users/ada').set({});
    await server.idle();
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it.each([
    ['at once without retry', false, 1],
    ['after its last delay with retry', true, 3],
  ])('gives up %s and reports it', async (_when, retry, attempts) => {
    const reported: unknown[] = [];
    let calls = 0;
    const { server, firestore } = await listening(
      {
        retry,
        deliver: () => {
          calls += 1;
          return Promise.reject(new Error('never'));
        },
      },
      {
        triggerRetryDelaysMs: [1, 1],
        onTriggerError: ({ name }, error) => reported.push([name, String(error)]),
      },
    );
    await firestore.doc('users/ada').set({});
    await server.idle();
    expect(calls).toBe(attempts);
    expect(reported).toStrictEqual([['onIt', 'Error: never']]);
  });

  it('does not hold up the write, and waits when idle for what deliveries set off', async () => {
    const release = Promise.withResolvers<void>();
    const { server, firestore } = await startedFirestore();
    server.triggers.add(
      trigger({
        deliver: async () => {
          await release.promise;
          await firestore.doc('audit/1').set({});
        },
      }),
    );
    const audited: DocumentEvent[] = [];
    const deliver = async (event: DocumentEvent) => {
      // longer than the delivery that set this one off
      await fetch(`http://${hostOf(server)}/`);
      audited.push(event);
    };
    server.triggers.add(trigger({ document: 'audit/{id}', deliver }));
    await firestore.doc('users/ada').set({});
    release.resolve();
    await server.idle();
    expect(audited).toHaveLength(1);
  });

  it('does not keep a stopping server waiting for repetitions', async () => {
    const failed = Promise.withResolvers<void>();
    const { server, firestore } = await listening(
      {
        retry: true,
        deliver: () => {
          failed.resolve();
          return Promise.reject(new Error('never'));
        },
      },
      { triggerRetryDelaysMs: [60_000] },
    );
    await firestore.doc('users/ada').set({});
    await failed.promise;
    await server.stop();
    await expect(server.idle()).resolves.toBeUndefined();
  });
});

function trigger(parts: Partial<FirestoreTrigger>): FirestoreTrigger {
  return {
    name: 'onIt',
    eventType: `${EVENTS}.created`,
    document: 'users/{id}',
    retry: false,
    deliver: () => Promise.resolve(),
    ...parts,
  };
}

function collect(events: DocumentEvent[]): FirestoreTrigger['deliver'] {
  return (event) => {
    events.push(event);
    return Promise.resolve();
  };
}

async function listening(parts: Partial<FirestoreTrigger>, options: EmbeddedFirestoreOptions = {}) {
  const { server, firestore } = await startedFirestore(options);
  const delivered: DocumentEvent[] = [];
  const remove = server.triggers.add(trigger({ deliver: collect(delivered), ...parts }));
  return { server, firestore, delivered, remove };
}

/** Serves a function as it is deployed; returns its address. */
async function serve(
  name: string,
  handle: (change: Change<QueryDocumentSnapshot>, params: Record<string, string>) => void,
): Promise<string> {
  const deployed = onDocumentUpdated('users/{id}', ({ data, params }) => {
    if (data !== undefined) handle(data, params);
  });
  // the framework and the SDK declare the same event under two types
  cloudEvent(name, deployed as Parameters<typeof cloudEvent>[1]);
  const server: Server = getTestServer(name);
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The function has no port.');
  return `http://127.0.0.1:${address.port}/`;
}
