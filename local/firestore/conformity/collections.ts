import { status } from '@grpc/grpc-js';
import type { Firestore } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { newCollection } from './server-under-test.ts';

export function collectionsConform(firestore: () => Firestore): void {
  describe('many documents', () => {
    it('writes in bulk, each write for itself', async () => {
      const collection = newCollection(firestore());
      await collection.doc('taken').set({ old: true });
      const writer = firestore().bulkWriter();
      const outcomes = Promise.allSettled([
        ...Array.from({ length: 30 }, (_, i) => writer.create(collection.doc(`d${i}`), { i })),
        writer.create(collection.doc('taken'), {}),
        writer.update(collection.doc('missing'), { a: 1 }),
      ]);
      await writer.close();
      const refused = (await outcomes).filter((outcome) => outcome.status === 'rejected');
      expect(refused.map(({ reason }) => reason as unknown)).toStrictEqual([
        expect.objectContaining({ code: status.ALREADY_EXISTS }),
        expect.objectContaining({ code: status.NOT_FOUND }),
      ]);
      expect((await collection.get()).size).toBe(31);
    });

    it('deletes a tree', async () => {
      const collection = newCollection(firestore());
      await Promise.all(
        ['a', 'a/b/c', 'a/b/c/d/e', 'f'].map((path) => firestore().doc(`${collection.path}/${path}`).set({})),
      );
      await firestore().recursiveDelete(collection.doc('a'));
      const left = await collection.listDocuments();
      expect(left.map(({ id }) => id)).toStrictEqual(['f']);
    });

    it('lists documents, also those that exist only as parents', async () => {
      const collection = newCollection(firestore());
      await collection.doc('b').set({});
      await collection.doc('a/below/x').set({});
      await collection.doc('c/below/y/deep/z').set({});
      const listed = await collection.listDocuments();
      expect(listed.map(({ id }) => id)).toStrictEqual(['a', 'b', 'c']);
    });

    it('lists collections of a document and of the root', async () => {
      const collection = newCollection(firestore());
      await collection.doc('d/second/x').set({});
      await collection.doc('d/first/y/deep/z').set({});
      const below = await collection.doc('d').listCollections();
      expect(below.map(({ id }) => id)).toStrictEqual(['first', 'second']);
      const roots = await firestore().listCollections();
      expect(roots.map(({ id }) => id)).toContain(collection.id);
    });
  });
}
