import { status } from '@grpc/grpc-js';
import { Timestamp, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { newCollection } from './server-under-test.ts';

const PATIENT = { maxAttempts: 50 };

export function transactionsConform(firestore: () => Firestore): void {
  describe('transactions', () => {
    async function increment(counter: DocumentReference): Promise<void> {
      await firestore().runTransaction(async (transaction) => {
        const snapshot = await transaction.get(counter);
        transaction.set(counter, { value: numberIn(snapshot.get('value')) + 1 });
      }, PATIENT);
    }

    it('counts exactly 4 when 4 increment at once', async () => {
      const counter = newCollection(firestore()).doc();
      await Promise.all(Array.from({ length: 4 }, () => increment(counter)));
      expect((await counter.get()).data()).toStrictEqual({ value: 4 });
    });

    it('serialises a transaction with a write beside it', async () => {
      const reference = newCollection(firestore()).doc();
      await reference.set({ value: 1 });
      const writes: Promise<unknown>[] = [];
      await firestore().runTransaction(async (transaction) => {
        const snapshot = await transaction.get(reference);
        if (writes.length === 0) writes.push(reference.set({ value: 100 }));
        transaction.update(reference, { value: numberIn(snapshot.get('value')) + 1 });
      });
      await Promise.all(writes);
      // transaction then write, or write then transaction
      expect([100, 101]).toContain((await reference.get()).get('value'));
    });

    it('lets only one of several create what all of them looked for in vain', async () => {
      const collection = newCollection(firestore());
      const createIfNone = () =>
        firestore().runTransaction(async (transaction) => {
          const found = await transaction.get(collection.where('k', '==', 1));
          if (found.empty) transaction.create(collection.doc(), { k: 1 });
        }, PATIENT);
      await Promise.all([createIfNone(), createIfNone(), createIfNone()]);
      expect((await collection.get()).size).toBe(1);
    });

    it('reads one moment when it only reads, and holds nobody up', async () => {
      const reference = newCollection(firestore()).doc();
      await reference.set({ value: 1 });
      const seen = await firestore().runTransaction(
        async (transaction) => {
          const before = await transaction.get(reference);
          await reference.set({ value: 2 });
          const after = await transaction.get(reference);
          return [before.get('value'), after.get('value')];
        },
        { readOnly: true },
      );
      expect(seen).toStrictEqual([1, 1]);
    });

    it('reads the past at a given time', async () => {
      const collection = newCollection(firestore());
      const { writeTime: readTime } = await collection.doc('a').set({ value: 1 });
      await collection.doc('a').set({ value: 2 });
      await collection.doc('b').set({ value: 2 });
      const past = await firestore().runTransaction((transaction) => transaction.get(collection), {
        readOnly: true,
        readTime: Timestamp.fromMillis(Math.ceil(readTime.toMillis())),
      });
      const present = await collection.get();
      expect(past.size).toBeLessThan(present.size);
      expect(present.docs.map((document) => document.get('value'))).toStrictEqual([2, 2]);
    });

    it('leaves nothing and locks nothing once its function throws', async () => {
      const reference = newCollection(firestore()).doc();
      await reference.set({ value: 1 });
      const failing = firestore().runTransaction(async (transaction) => {
        await transaction.get(reference);
        transaction.update(reference, { value: 2 });
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      await reference.update({ other: 1 });
      expect((await reference.get()).data()).toStrictEqual({ value: 1, other: 1 });
    });

    it('fails as a whole with the code of the write that fails', async () => {
      const collection = newCollection(firestore());
      await collection.doc('taken').set({});
      const failing = firestore().runTransaction(async (transaction) => {
        await transaction.get(collection.doc('other'));
        transaction.set(collection.doc('other'), {}).create(collection.doc('taken'), {});
      });
      await expect(failing).rejects.toMatchObject({ code: status.ALREADY_EXISTS });
      expect((await collection.doc('other').get()).exists).toBe(false);
    });
  });
}

function numberIn(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
