import { status } from '@grpc/grpc-js';
import type { DocumentReference, Firestore } from 'firebase-admin/firestore';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectGenerated, PROJECT } from '../conformity/server-under-test.ts';
import { hostOf, startedFirestore } from '../conformity/started-firestore.ts';
import type { EmbeddedFirestore } from '../embedded-firestore.ts';

const database = `projects/${PROJECT}/databases/(default)`;
const NOON = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;

describe('transactions that lock', () => {
  it('lets 20 at once increment exactly to 20, first come first served, without a retry', async () => {
    const { server, firestore } = await startedFirestore();
    const counter = firestore.doc('c/counter');
    await Promise.all(Array.from({ length: 20 }, () => increment(firestore, counter)));
    expect(server.documents()).toStrictEqual([{ path: 'c/counter', data: { value: 20 } }]);
    expect(server.operations.snapshot().rpcs).toStrictEqual({ batchGetDocuments: 20, commit: 20 });
  });

  it('makes a write from outside wait for the transaction that has read the document', async () => {
    const { firestore } = await startedFirestore();
    const reference = firestore.doc('c/d');
    await reference.set({ value: 1 });
    const outside: Promise<unknown>[] = [];
    await firestore.runTransaction(async (transaction) => {
      await transaction.get(reference);
      outside.push(reference.set({ value: 100 }));
      transaction.set(reference, { value: 2 });
    });
    await Promise.all(outside);
    expect((await reference.get()).get('value')).toBe(100);
  });

  it('breaks a deadlock by aborting one, whose client tries again', async () => {
    const { server, firestore } = await startedFirestore();
    const [a, b] = [firestore.doc('c/a'), firestore.doc('c/b')];
    const bothHoldOne = barrier(2);
    const move = (from: DocumentReference, to: DocumentReference) =>
      firestore.runTransaction(async (transaction) => {
        await transaction.get(from);
        await bothHoldOne();
        await transaction.get(to);
        transaction.set(from, { movedTo: to.id });
      });
    await Promise.all([move(a, b), move(b, a)]);
    expect(server.documents().map(({ data }) => data)).toStrictEqual([{ movedTo: 'b' }, { movedTo: 'a' }]);
    expect(server.operations.snapshot().rpcs['commit']).toBe(2);
    expect(server.operations.snapshot().rpcs['batchGetDocuments']).toBeGreaterThan(4);
  });

  it('aborts whoever waits too long for a lock', async () => {
    const { server, firestore } = await startedFirestore({ lockTimeoutMs: 50 });
    await holdLock(server, 'c/d');
    const client = generatedClient(server);
    const write = { update: { name: `${database}/documents/c/d`, fields: {} } };
    await expect(client.commit({ database, writes: [write] })).rejects.toMatchObject({
      code: status.ABORTED,
    });
    await firestore.doc('c/other').set({});
    expect(server.documents().map(({ path }) => path)).toStrictEqual(['c/other']);
  });

  it('ends a transaction that nobody uses, and frees its locks', async () => {
    const { server, firestore } = await startedFirestore({ transactionIdleMs: 50 });
    const transaction = await holdLock(server, 'c/d');
    await firestore.doc('c/d').set({ after: 'the idle transaction' });
    await expect(generatedClient(server).commit({ database, transaction })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      message: expect.stringContaining('expired') as string,
    });
  });

  it('aborts a query transaction whose result has changed by the time it commits', async () => {
    const { server, firestore } = await startedFirestore();
    let attempts = 0;
    await firestore.runTransaction(async (transaction) => {
      attempts += 1;
      const { size } = await transaction.get(firestore.collection('c').where('k', '==', 1));
      if (attempts === 1) await firestore.doc('c/joins').set({ k: 1 });
      transaction.set(firestore.doc('total/all'), { size });
    });
    expect(attempts).toBe(2);
    expect(server.documents('total')).toStrictEqual([{ path: 'total/all', data: { size: 1 } }]);
  });
});

describe('reading the past', () => {
  it('shows documents as they were, for an hour', async () => {
    let now = NOON;
    const { firestore } = await startedFirestore({ now: () => now });
    await firestore.doc('c/changed').set({ value: 'old' });
    const { writeTime: readTime } = await firestore.doc('c/deleted').set({ value: 'old' });
    const past = async () => {
      const read = firestore.runTransaction((transaction) => transaction.get(firestore.collection('c')), {
        readOnly: true,
        readTime,
      });
      return (await read).docs.map((document) => `${document.id} ${String(document.get('value'))}`);
    };
    await firestore.doc('c/changed').set({ value: 'new' });
    await firestore.doc('c/deleted').delete();
    await firestore.doc('c/created').set({ value: 'new' });
    expect(await past()).toStrictEqual(['changed old', 'deleted old']);
    now += 2 * HOUR;
    for (const value of [1, 2, 3, 4, 5]) await firestore.doc('c/changed').set({ value });
    await expect(
      firestore.runTransaction((transaction) => transaction.get(firestore.doc('c/changed')), {
        readOnly: true,
        readTime,
      }),
    ).rejects.toMatchObject({ code: status.FAILED_PRECONDITION });
  });
});

async function increment(firestore: Firestore, counter: DocumentReference): Promise<void> {
  await firestore.runTransaction(async (transaction) => {
    const value: unknown = (await transaction.get(counter)).get('value');
    transaction.set(counter, { value: typeof value === 'number' ? value + 1 : 1 });
  });
}

function generatedClient(server: EmbeddedFirestore) {
  const client = connectGenerated(hostOf(server));
  onTestFinished(() => client.close());
  return client;
}

/** Begins a transaction that reads the document, which makes it hold the lock, and stays open; returns its id. */
async function holdLock(server: EmbeddedFirestore, path: string): Promise<Uint8Array> {
  const client = generatedClient(server);
  const [{ transaction }] = await client.beginTransaction({ database });
  const id = Buffer.from(transaction ?? '');
  const read = client.getDocument({ name: `${database}/documents/${path}`, transaction: id });
  await expect(read).rejects.toMatchObject({ code: status.NOT_FOUND });
  return id;
}

/** Each caller waits until as many have called; later calls pass. */
function barrier(parties: number): () => Promise<void> {
  const full = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived === parties) full.resolve();
    return full.promise;
  };
}
