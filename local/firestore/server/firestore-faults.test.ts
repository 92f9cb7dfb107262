import { status } from '@grpc/grpc-js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startedFirestore } from '../conformity/started-firestore.ts';

describe('injected faults', () => {
  it('fails a call before it has any effect', async () => {
    const { server, firestore } = await startedFirestore();
    server.faults.inject({ method: 'commit', when: 'before', code: 'PERMISSION_DENIED' });
    await expect(firestore.doc('c/d').set({})).rejects.toMatchObject({ code: status.PERMISSION_DENIED });
    expect(server.documents()).toStrictEqual([]);
    await firestore.doc('c/d').set({});
    expect(server.documents()).toHaveLength(1);
  });

  it('loses the answer of a call that had its effect', async () => {
    const { server, firestore } = await startedFirestore();
    server.faults.inject({ method: 'commit', when: 'after', code: 'DEADLINE_EXCEEDED' });
    await expect(firestore.doc('c/d').create({})).rejects.toMatchObject({ code: status.DEADLINE_EXCEEDED });
    expect(server.documents()).toHaveLength(1);
  });

  it('fails as many calls as asked, unless taken back', async () => {
    const { server, firestore } = await startedFirestore();
    const fault = { method: 'commit', when: 'before', code: 'PERMISSION_DENIED', times: 2 } as const;
    const takeBack = server.faults.inject(fault);
    await expect(firestore.doc('c/d').set({})).rejects.toMatchObject({ code: status.PERMISSION_DENIED });
    takeBack();
    await firestore.doc('c/d').set({});
    server.faults.inject(fault);
    server.faults.clear();
    await firestore.doc('c/d').set({});
    expect(server.operations.snapshot().rpcs).toStrictEqual({ commit: 3 });
  });

  it('leaves other methods alone', async () => {
    const { server, firestore } = await startedFirestore();
    server.faults.inject({ method: 'runQuery', when: 'before', code: 'PERMISSION_DENIED' });
    await firestore.doc('c/d').set({});
    const read = await firestore.doc('c/d').get();
    expect(read.exists).toBe(true);
  });

  it('aborts a transaction, which the client then repeats', async () => {
    const { server, firestore } = await startedFirestore();
    server.faults.inject({ method: 'commit', when: 'before', code: 'ABORTED' });
    const reference = firestore.doc('c/d');
    let attempts = 0;
    await firestore.runTransaction(async (transaction) => {
      attempts += 1;
      await transaction.get(reference);
      transaction.create(reference, {});
    });
    expect(attempts).toBe(2);
    expect(server.documents()).toHaveLength(1);
  });

  it('asks about each call, with what it concerns', async () => {
    const { server, firestore } = await startedFirestore();
    const sites: string[] = [];
    server.faults.chooseBy(({ site }) => {
      sites.push(site);
      return site === 'commit a + b' ? { when: 'after', code: 'DEADLINE_EXCEEDED' } : undefined;
    });
    const [first, second] = [firestore.doc('a/1'), firestore.doc('b/1')];
    const both = firestore.batch().create(first, {}).create(second, {}).commit();
    await expect(both).rejects.toMatchObject({ code: status.DEADLINE_EXCEEDED });
    await firestore.getAll(second, first);
    await firestore.collection('a').get();
    await firestore.collection('b').count().get();
    await first.delete();
    expect(sites).toStrictEqual([
      'commit a + b',
      'batchGetDocuments a + b',
      'runQuery a',
      'runAggregationQuery b',
      'commit a',
    ]);
    server.faults.clear();
    await second.delete();
    expect(sites).toHaveLength(5);
  });

  it('only delays with the code OK', async () => {
    const { server, firestore } = await startedFirestore();
    await firestore.doc('c/other').set({});
    server.faults.inject({ method: 'commit', when: 'before', code: 'OK', delayMs: 50 });
    const order: string[] = [];
    const delayed = firestore
      .doc('c/d')
      .set({})
      .then(() => order.push('delayed'));
    const prompt = firestore
      .doc('c/e')
      .set({})
      .then(() => order.push('prompt'));
    await Promise.all([delayed, prompt]);
    expect(order).toStrictEqual(['prompt', 'delayed']);
  });

  it('fails a listen as it begins, which the client then repeats', async () => {
    const { server, firestore } = await startedFirestore();
    server.faults.inject({ method: 'listen', when: 'before', code: 'UNAVAILABLE' });
    const heard = Promise.withResolvers<boolean>();
    onTestFinished(firestore.doc('c/d').onSnapshot(({ exists }) => heard.resolve(exists), heard.reject));
    expect(await heard.promise).toBe(false);
    expect(server.operations.snapshot().rpcs).toStrictEqual({ listen: 2 });
  });

  it('refuses to lose the answer of a listen, which has none', async () => {
    const { server } = await startedFirestore();
    expect(() => server.faults.inject({ method: 'listen', when: 'after', code: 'ABORTED' })).toThrow(
      /'before'/,
    );
  });
});
