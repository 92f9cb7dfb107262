import { execFile } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { promisify } from 'node:util';
import { status } from '@grpc/grpc-js';
import { FieldValue, type Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect, connectGenerated, PROJECT } from './conformity/server-under-test.ts';
import { hostOf, startedFirestore } from './conformity/started-firestore.ts';
import { EmbeddedFirestore, type DocumentChange } from './embedded-firestore.ts';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const FIRESTORE_DOCUMENTS = `emulator/v1/projects/${PROJECT}/databases/(default)/documents`;

describe('starting and stopping', () => {
  it('names a port that is taken, and what it was for', async () => {
    const { server } = await startedFirestore();
    await expect(EmbeddedFirestore.start({ port: server.port })).rejects.toThrow(
      new RegExp(`embedded Firestore .*127\\.0\\.0\\.1:${server.port}`),
    );
  });

  it('frees its port at once, even with a listener and a silent connection open', async () => {
    const { server, firestore } = await startedFirestore();
    const heard = Promise.withResolvers<void>();
    const unsubscribe = firestore.doc('c/d').onSnapshot(
      () => heard.resolve(),
      () => undefined,
    );
    await heard.promise;
    const silent = net.connect(server.port, server.host);
    await once(silent, 'connect');
    unsubscribe();
    await server.stop();
    const successor = await EmbeddedFirestore.start({ port: server.port });
    await successor.stop();
    expect(successor.port).toBe(server.port);
  });

  it('leaves nothing behind that keeps a process alive', async () => {
    const script = `
      const { EmbeddedFirestore } = await import(${JSON.stringify(new URL('embedded-firestore.ts', import.meta.url))});
      const server = await EmbeddedFirestore.start();
      await fetch(\`http://127.0.0.1:\${server.port}/\`);
      await server.stop();
      console.log('stopped');`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      timeout: 10_000,
    });
    expect((await run).stdout).toBe('stopped\n');
  });
});

describe('HTTP on the same port', () => {
  it('gives a sign of life', async () => {
    const { server } = await startedFirestore();
    const response = await fetch(`http://${hostOf(server)}/`);
    expect(await response.text()).toBe('Ok\n');
  });

  it('drops the documents of one database', async () => {
    const { server, firestore } = await startedFirestore();
    const other = connect(hostOf(server), 'demo-other');
    onTestFinished(() => other.close());
    await firestore.doc('c/d').set({ a: 1 });
    await other.firestore.doc('c/kept').set({ a: 1 });
    const response = await fetch(`http://${hostOf(server)}/${FIRESTORE_DOCUMENTS}`, { method: 'DELETE' });
    expect(response.status).toBe(200);
    expect(server.documents().map(({ path }) => path)).toStrictEqual(['c/kept']);
  });

  it('answers 404 to anything else', async () => {
    const { server } = await startedFirestore();
    const response = await fetch(`http://${hostOf(server)}/v1/anything`);
    expect(response.status).toBe(404);
  });
});

describe('seeing inside', () => {
  it('shows everything stored as plain JSON', async () => {
    const { server, firestore } = await startedFirestore({ now: () => NOON });
    await firestore.doc('users/ada').set({
      at: FieldValue.serverTimestamp(),
      bytes: Buffer.from('hi'),
      list: [1, 2.5, null, Number.NaN],
      friend: firestore.doc('users/bob'),
    });
    await firestore.doc('users/ada/pets/rex').set({ good: true });
    expect(server.documents()).toStrictEqual([
      {
        path: 'users/ada',
        data: {
          at: '2026-11-22T12:00:00.000Z',
          bytes: 'aGk=',
          list: [1, 2.5, null, 'NaN'],
          friend: 'users/bob',
        },
      },
      { path: 'users/ada/pets/rex', data: { good: true } },
    ]);
    expect(server.documents('pets').map(({ path }) => path)).toStrictEqual(['users/ada/pets/rex']);
    server.clear();
    expect(server.documents()).toStrictEqual([]);
  });

  it('tells what each commit changed, until told to stop', async () => {
    const { server, firestore } = await startedFirestore({ now: () => NOON });
    const commits: (readonly DocumentChange[])[] = [];
    const stop = server.onCommit((changes) => commits.push(changes));
    await firestore.doc('c/d').set({ a: 1 });
    await firestore.doc('c/d').set({ a: 1 });
    const batch = firestore.batch();
    batch.update(firestore.doc('c/d'), { a: 2 }).set(firestore.doc('c/e'), {});
    await batch.commit();
    await firestore.doc('c/d').delete();
    stop();
    await firestore.doc('c/f').set({});
    const at = '2026-11-22T12:00:00.000Z';
    expect(commits).toStrictEqual([
      [{ path: 'c/d', kind: 'created', after: { a: 1 }, at }],
      [
        { path: 'c/d', kind: 'updated', before: { a: 1 }, after: { a: 2 }, at },
        { path: 'c/e', kind: 'created', after: {}, at },
      ],
      [{ path: 'c/d', kind: 'deleted', before: { a: 2 }, at }],
    ]);
  });

  it('takes its time from the given clock, yet never commits twice at one moment', async () => {
    let now = NOON;
    const { firestore } = await startedFirestore({ now: () => now });
    const first = await firestore.doc('c/d').set({ a: 1 });
    const second = await firestore.doc('c/d').set({ a: 2 });
    now -= 60_000;
    const third = await firestore.doc('c/d').set({ a: 3 });
    const micros = (time: Timestamp) => time.nanoseconds / 1000;
    expect([first, second, third].map(({ writeTime }) => micros(writeTime))).toStrictEqual([0, 1, 2]);
    expect(first.writeTime.toMillis()).toBe(NOON);
  });
});

describe('counting operations', () => {
  it('counts calls by method and documents as they are billed', async () => {
    const { server, firestore } = await startedFirestore();
    const batch = firestore.batch();
    for (const id of ['1', '2', '3']) batch.set(firestore.doc(`c/${id}`), { n: Number(id) });
    batch.delete(firestore.doc('c/none'));
    await batch.commit();
    expect(server.operations.snapshot()).toStrictEqual({
      rpcs: { commit: 1 },
      documentReads: 0,
      documentWrites: 3,
      documentDeletes: 1,
    });
    server.operations.reset();
    await firestore.getAll(firestore.doc('c/1'), firestore.doc('c/missing'));
    await firestore.collection('c').orderBy('n').offset(1).get();
    await firestore.collection('empty').get();
    await firestore.collection('c').count().get();
    expect(server.operations.snapshot()).toStrictEqual({
      rpcs: { batchGetDocuments: 1, runQuery: 2, runAggregationQuery: 1 },
      documentReads: 2 + 3 + 1 + 1,
      documentWrites: 0,
      documentDeletes: 0,
    });
  });

  it('does not bill writes that failed', async () => {
    const { server, firestore } = await startedFirestore();
    const writer = firestore.bulkWriter();
    const refused = writer.update(firestore.doc('c/missing'), { a: 1 }).catch((error: unknown) => error);
    await writer.close();
    expect(await refused).toMatchObject({ code: status.NOT_FOUND });
    await expect(firestore.doc('c/missing').update({ a: 1 })).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
    expect(server.operations.snapshot()).toMatchObject({
      rpcs: { commit: 1, batchWrite: 1 },
      documentWrites: 0,
    });
  });
});

describe('what is not implemented', () => {
  const parent = `projects/${PROJECT}/databases/(default)/documents`;

  async function generatedClient() {
    const { server } = await startedFirestore();
    const client = connectGenerated(hostOf(server));
    onTestFinished(() => client.close());
    return client;
  }

  it('names the method', async () => {
    const client = await generatedClient();
    const answer = client.partitionQuery({ parent });
    await expect(answer).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
      message: expect.stringContaining('partitionQuery') as string,
    });
  });

  it('names the streaming method', async () => {
    const client = await generatedClient();
    const failed = Promise.withResolvers<unknown>();
    const stream = client.write().on('error', failed.resolve);
    stream.write({ database: parent });
    expect(await failed.promise).toMatchObject({
      code: status.UNIMPLEMENTED,
      message: expect.stringContaining('the method write') as string,
    });
  });

  it('names the feature', async () => {
    const client = await generatedClient();
    const failed = Promise.withResolvers<unknown>();
    const structuredQuery = { from: [{ collectionId: 'c' }], findNearest: {} };
    client.runQuery({ parent, structuredQuery }).on('error', failed.resolve).resume();
    expect(await failed.promise).toMatchObject({
      code: status.UNIMPLEMENTED,
      message: expect.stringContaining('findNearest') as string,
    });
  });
});
