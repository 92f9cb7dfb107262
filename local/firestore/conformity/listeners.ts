import type {
  DocumentReference,
  DocumentSnapshot,
  Firestore,
  Query,
  QuerySnapshot,
} from 'firebase-admin/firestore';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newCollection } from './server-under-test.ts';
import { SnapshotQueue } from './snapshot-queue.ts';

export function listenersConform(firestore: () => Firestore): void {
  describe('listeners', () => {
    it('follows a document from missing to there, changed and gone', async () => {
      const reference = newCollection(firestore()).doc();
      const snapshots = listenToDocument(reference);
      expect((await snapshots.next()).exists).toBe(false);
      await reference.set({ a: 1 });
      expect((await snapshots.next()).data()).toStrictEqual({ a: 1 });
      await reference.update({ a: 2 });
      expect((await snapshots.next()).data()).toStrictEqual({ a: 2 });
      await reference.delete();
      expect((await snapshots.next()).exists).toBe(false);
    });

    it('follows what joins, changes within and leaves a query', async () => {
      const collection = newCollection(firestore());
      await collection.doc('there').set({ n: 1 });
      const snapshots = listenToQuery(collection.where('n', '<', 10).orderBy('n'));
      expect(changes(await snapshots.next())).toStrictEqual(['added there']);
      await collection.doc('new').set({ n: 0 });
      expect(changes(await snapshots.next())).toStrictEqual(['added new']);
      await collection.doc('new').update({ n: 5 });
      const moved = await snapshots.next();
      expect(changes(moved)).toStrictEqual(['modified new']);
      expect(moved.docs.map(({ id }) => id)).toStrictEqual(['there', 'new']);
      await collection.doc('there').update({ n: 10 });
      expect(changes(await snapshots.next())).toStrictEqual(['removed there']);
      await collection.doc('new').delete();
      expect(changes(await snapshots.next())).toStrictEqual(['removed new']);
    });

    it('keeps a limited query full', async () => {
      const collection = newCollection(firestore());
      await Promise.all(['a', 'b', 'c'].map((id) => collection.doc(id).set({ id })));
      const snapshots = listenToQuery(collection.orderBy('id').limit(2));
      expect(changes(await snapshots.next())).toStrictEqual(['added a', 'added b']);
      await collection.doc('a').delete();
      expect(changes(await snapshots.next())).toStrictEqual(['removed a', 'added c']);
    });

    it('shows a commit of several documents as one', async () => {
      const collection = newCollection(firestore());
      const snapshots = listenToQuery(collection);
      expect((await snapshots.next()).size).toBe(0);
      const batch = firestore().batch();
      batch.set(collection.doc('a'), {}).set(collection.doc('b'), {});
      await batch.commit();
      expect(changes(await snapshots.next())).toStrictEqual(['added a', 'added b']);
    });
  });
}

function listenToDocument(reference: DocumentReference): SnapshotQueue<DocumentSnapshot> {
  const queue = new SnapshotQueue<DocumentSnapshot>();
  onTestFinished(
    reference.onSnapshot(
      (snapshot) => queue.push(snapshot),
      (error) => queue.fail(error),
    ),
  );
  return queue;
}

function listenToQuery(query: Query): SnapshotQueue<QuerySnapshot> {
  const queue = new SnapshotQueue<QuerySnapshot>();
  onTestFinished(
    query.onSnapshot(
      (snapshot) => queue.push(snapshot),
      (error) => queue.fail(error),
    ),
  );
  return queue;
}

function changes(snapshot: QuerySnapshot): readonly string[] {
  return snapshot.docChanges().map(({ type, doc }) => `${type} ${doc.id}`);
}
