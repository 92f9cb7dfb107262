import { FieldPath, GeoPoint, Timestamp, type Firestore } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { newCollection } from './server-under-test.ts';
import { status } from '@grpc/grpc-js';

export function writesConform(firestore: () => Firestore): void {
  describe('writes', () => {
    it('round-trips every kind of value', async () => {
      const reference = newCollection(firestore()).doc();
      const values = {
        nothing: null,
        yes: true,
        integer: 42,
        double: 4.5,
        negativeZero: -0,
        notANumber: Number.NaN,
        infinite: -Infinity,
        text: 'Zoë 🦊',
        empty: '',
        bytes: Buffer.from([0, 255]),
        when: new Timestamp(1_700_000_000, 123_456_000),
        where: new GeoPoint(52.5, -13.25),
        reference,
        list: [1, 'two', { three: 3 }],
        map: { 'odd.name': { deep: [] }, none: {} },
      };
      await reference.set(values);
      const snapshot = await reference.get();
      expect(snapshot.data()).toStrictEqual(values);
    });

    it('cuts timestamps to microseconds', async () => {
      const reference = newCollection(firestore()).doc();
      await reference.set({ at: new Timestamp(1, 123_456_789) });
      expect((await reference.get()).get('at')).toStrictEqual(new Timestamp(1, 123_456_000));
    });

    it('overwrites with set, and merges when asked', async () => {
      const reference = newCollection(firestore()).doc();
      await reference.set({ a: 1, nested: { x: 1, y: 1 } });
      await reference.set({ nested: { y: 2 }, b: 2 }, { merge: true });
      expect((await reference.get()).data()).toStrictEqual({ a: 1, b: 2, nested: { x: 1, y: 2 } });
      await reference.set({ b: 3, a: 9 }, { mergeFields: ['b'] });
      expect((await reference.get()).data()).toStrictEqual({ a: 1, b: 3, nested: { x: 1, y: 2 } });
      await reference.set({ only: true });
      expect((await reference.get()).data()).toStrictEqual({ only: true });
    });

    it('creates a document only once', async () => {
      const reference = newCollection(firestore()).doc();
      await reference.create({ a: 1 });
      await expect(reference.create({ a: 2 })).rejects.toMatchObject({ code: status.ALREADY_EXISTS });
      expect((await reference.get()).data()).toStrictEqual({ a: 1 });
    });

    it('updates only what exists, field by field', async () => {
      const reference = newCollection(firestore()).doc();
      await expect(reference.update({ a: 1 })).rejects.toMatchObject({ code: status.NOT_FOUND });
      await reference.set({ a: { b: 1, c: 1 }, 'x.y': 1 });
      await reference.update({ 'a.b': 2, 'd.e': 3 });
      await reference.update(new FieldPath('x.y'), 2);
      expect((await reference.get()).data()).toStrictEqual({ a: { b: 2, c: 1 }, d: { e: 3 }, 'x.y': 2 });
    });

    it('checks the update time a write depends on', async () => {
      const reference = newCollection(firestore()).doc();
      const { writeTime } = await reference.set({ a: 1 });
      await reference.update({ a: 2 }, { lastUpdateTime: writeTime });
      const outdated = { lastUpdateTime: writeTime };
      await expect(reference.update({ a: 3 }, outdated)).rejects.toMatchObject({
        code: status.FAILED_PRECONDITION,
      });
      await expect(reference.delete(outdated)).rejects.toMatchObject({ code: status.FAILED_PRECONDITION });
      expect((await reference.get()).get('a')).toBe(2);
    });

    it('deletes what exists and what does not, unless told that it must exist', async () => {
      const reference = newCollection(firestore()).doc();
      await reference.delete();
      await expect(reference.delete({ exists: true })).rejects.toMatchObject({ code: status.NOT_FOUND });
      await reference.set({ a: 1 });
      await reference.delete({ exists: true });
      expect((await reference.get()).exists).toBe(false);
    });

    it('keeps the create time, and moves the update time only when something changes', async () => {
      const reference = newCollection(firestore()).doc();
      const created = await reference.set({ a: 1 });
      const repeated = await reference.set({ a: 1 });
      expect(repeated.writeTime).toStrictEqual(created.writeTime);
      const changed = await reference.set({ a: 1.5 });
      const snapshot = await reference.get();
      expect(snapshot.createTime).toStrictEqual(created.writeTime);
      expect(snapshot.updateTime).toStrictEqual(changed.writeTime);
      expect(changed.writeTime.valueOf() > created.writeTime.valueOf()).toBe(true);
    });

    it('commits a batch whole or not at all', async () => {
      const collection = newCollection(firestore());
      await collection.doc('taken').set({});
      const refused = firestore().batch();
      refused.set(collection.doc('new'), { a: 1 }).create(collection.doc('taken'), {});
      await expect(refused.commit()).rejects.toMatchObject({ code: status.ALREADY_EXISTS });
      expect((await collection.doc('new').get()).exists).toBe(false);
      const accepted = firestore().batch();
      accepted.set(collection.doc('new'), { a: 1 }).update(collection.doc('new'), { b: 2 });
      accepted.delete(collection.doc('taken'));
      await accepted.commit();
      const documents = await collection.get();
      expect(documents.docs.map((document) => document.data())).toStrictEqual([{ a: 1, b: 2 }]);
    });

    it('refuses a document of more than a mebibyte', async () => {
      const reference = newCollection(firestore()).doc();
      await expect(reference.set({ text: 'x'.repeat(1_048_600) })).rejects.toMatchObject({
        code: status.INVALID_ARGUMENT,
      });
    });

    it('reads many documents at once, found, missing or masked', async () => {
      const collection = newCollection(firestore());
      await collection.doc('a').set({ x: 1, y: { z: 2, w: 3 } });
      const [found, missing, again] = await firestore().getAll(
        collection.doc('a'),
        collection.doc('b'),
        collection.doc('a'),
        { fieldMask: ['y.z'] },
      );
      expect(found?.data()).toStrictEqual({ y: { z: 2 } });
      expect(missing?.exists).toBe(false);
      expect(again?.data()).toStrictEqual(found?.data());
    });
  });
}
