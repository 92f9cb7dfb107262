import { FieldValue, Timestamp, type Firestore } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { newCollection } from './server-under-test.ts';

export function transformsConform(firestore: () => Firestore): void {
  describe('field transforms', () => {
    async function transformed(
      before: Record<string, unknown>,
      change: Record<string, unknown>,
    ): Promise<unknown> {
      const reference = newCollection(firestore()).doc();
      await reference.set(before);
      await reference.update(change);
      return (await reference.get()).data();
    }

    it('sets the time of the commit, to the millisecond, everywhere alike', async () => {
      const reference = newCollection(firestore()).doc();
      const { writeTime } = await reference.set({
        at: FieldValue.serverTimestamp(),
        nested: { at: FieldValue.serverTimestamp() },
      });
      const snapshot = await reference.get();
      // the boundary to untyped document data
      const at = snapshot.get('at') as Timestamp;
      expect(at).toStrictEqual(Timestamp.fromMillis(at.toMillis()));
      expect(Math.abs(writeTime.toMillis() - at.toMillis())).toBeLessThan(1000);
      expect(snapshot.get('nested.at')).toStrictEqual(at);
    });

    it('increments numbers, and starts from the operand where there is none', async () => {
      const change = {
        integer: FieldValue.increment(2),
        mixed: FieldValue.increment(0.5),
        missing: FieldValue.increment(3),
        text: FieldValue.increment(4),
        'deep.count': FieldValue.increment(-1),
      };
      const after = await transformed({ integer: 40, mixed: 1, text: 'x', deep: { count: 1 } }, change);
      expect(after).toStrictEqual({ integer: 42, mixed: 1.5, missing: 3, text: 4, deep: { count: 0 } });
    });

    it('saturates integers instead of wrapping them', async () => {
      const reference = newCollection(firestore()).doc();
      await reference.set({ most: 2n ** 63n - 3n, least: 3n - 2n ** 63n });
      await reference.update({ most: FieldValue.increment(9), least: FieldValue.increment(-9) });
      const after = await reference.get();
      expect([after.get('most'), after.get('least')]).toStrictEqual([2 ** 63, -(2 ** 63)]);
    });

    it('keeps the greater and the lesser number', async () => {
      const change = {
        up: FieldValue.maximum(5),
        stays: FieldValue.maximum(5),
        down: FieldValue.minimum(5),
        missing: FieldValue.maximum(5),
        text: FieldValue.minimum(5),
      };
      const after = await transformed({ up: 1, stays: 9, down: 7, text: 'x' }, change);
      expect(after).toStrictEqual({ up: 5, stays: 9, down: 5, missing: 5, text: 5 });
    });

    it('adds elements to an array once and removes every occurrence', async () => {
      const change = {
        union: FieldValue.arrayUnion(2, 'c', 'c', { k: 1 }),
        removal: FieldValue.arrayRemove(1, { k: 1 }),
        missing: FieldValue.arrayUnion('x'),
        text: FieldValue.arrayUnion('y'),
      };
      const before = { union: [1, 2, 2], removal: [1, 2, 1, { k: 1 }], text: 'no array' };
      expect(await transformed(before, change)).toStrictEqual({
        union: [1, 2, 2, 'c', { k: 1 }],
        removal: [2],
        missing: ['x'],
        text: ['y'],
      });
    });

    it('transforms a document that only the transform creates', async () => {
      const reference = newCollection(firestore()).doc();
      await reference.set({ count: FieldValue.increment(1) }, { merge: true });
      await reference.set({ count: FieldValue.increment(1), gone: FieldValue.delete() }, { merge: true });
      expect((await reference.get()).data()).toStrictEqual({ count: 2 });
    });
  });
}
