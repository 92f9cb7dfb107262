import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import * as fc from 'fast-check';
import { FieldValue, type DocumentData, type Firestore } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { collections } from '../../../functions/src/infra/firestore/collections.ts';
import type { DocumentKey } from '../../../functions/src/infra/firestore/document-transaction.ts';
import { ListAddition, removed } from '../../../functions/src/infra/firestore/documents/field-changes.ts';
import { createRestFirestore } from '../../../functions/src/infra/firestore/rest/create-rest-firestore.ts';
import type { RestFirestore } from '../../../functions/src/infra/firestore/rest/rest-firestore.ts';
import { PROJECT } from './server-under-test.ts';

const values = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(0, Number.NaN, Infinity, -Infinity, Number.MAX_SAFE_INTEGER, 2 ** 60, 0.1),
    fc.integer(),
    // but for a negative zero
    fc.double().map((number) => number + 0),
    // with years of more or fewer digits, neither is a timestamp
    fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
  ),
  list: fc.array(fc.oneof(tie('leaf'), tie('map')), { maxLength: 3 }),
  map: fc.dictionary(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }).filter((name) => !name.startsWith('__')),
    fc.oneof({ maxDepth: 3, depthSize: 'small' }, tie('leaf'), tie('list'), tie('map')),
    { maxKeys: 4, noNullPrototype: true },
  ),
}));
// the dictionary above makes nothing else
const documents = values.map as fc.Arbitrary<DocumentData>;

/** Our REST client stores and reads what the server client does. */
export function restConforms(firestore: () => Firestore, host: () => string): void {
  describe('the REST API', () => {
    const newKey = (): DocumentKey => ({ collection: collections.state, id: randomUUID() });
    const referenceOf = ({ collection, id }: DocumentKey) => firestore().collection(collection).doc(id);
    const read = async (key: DocumentKey) => (await referenceOf(key).get()).data();
    const rest = (): RestFirestore =>
      createRestFirestore({
        project: PROJECT,
        database: '(default)',
        clock: Date,
        variables: { FIRESTORE_EMULATOR_HOST: host() },
      });

    it('stores and reads what the server client stores and reads', async () => {
      const [ours, theirs] = [newKey(), newKey()];
      await fc.assert(
        fc.asyncProperty(documents, async (fields) => {
          await rest().commit([{ kind: 'set', document: ours, fields }], null);
          await referenceOf(theirs).set(fields);
          const stored = await read(theirs);
          expect(await read(ours)).toStrictEqual(stored);
          const { documents: found, transaction } = await rest().begin([ours, theirs], null);
          await rest().rollback(transaction);
          for (const document of found) expect(inMillis(document.data())).toStrictEqual(inMillis(stored));
        }),
        { numRuns: 12 },
      );
    });

    it('merges, removes and adds as the server client does', async () => {
      const [ours, theirs] = [newKey(), newKey()];
      const before = { kept: 1, gone: 2, map: { kept: 1, 'odd `name`\\': 2, inner: { a: 1 } }, list: ['a'] };
      const merged = { map: { 'odd `name`\\': 3, inner: {} }, 'a.b': 4 };
      for (const key of [ours, theirs]) await referenceOf(key).set(before);
      const fields = { ...merged, gone: removed, list: new ListAddition(['a', 'b']) };
      await rest().commit([{ kind: 'merge', document: ours, fields }], null);
      const changes = { gone: FieldValue.delete(), list: FieldValue.arrayUnion('a', 'b') };
      await referenceOf(theirs).set({ ...merged, ...changes }, { merge: true });
      expect(await read(ours)).toStrictEqual(await read(theirs));
    });

    it('tells what is missing, what exists already, and what a transaction is not', async () => {
      const [taken, missing] = [newKey(), newKey()];
      await referenceOf(taken).set({ a: 1 });
      const { transaction, documents: found } = await rest().begin([missing, taken], null);
      expect(found.map((document) => document.data())).toStrictEqual([undefined, { a: 1 }]);
      const creation = rest().commit([{ kind: 'create', document: taken, fields: {} }], transaction);
      await expect(creation).rejects.toMatchObject({ code: status.ALREADY_EXISTS, isRetryable: false });
      const unheardOf = rest().commit([], Buffer.from('unheard-of').toString('base64'));
      await expect(unheardOf).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    });

    it('isolates a transaction from the writes of others', async () => {
      const key = newKey();
      await referenceOf(key).set({ value: 0 });
      const { transaction, documents: found } = await rest().begin([key], null);
      const other = referenceOf(key).update({ other: true });
      const value = Number(found[0]?.get('value')) + 1;
      await rest().commit([{ kind: 'set', document: key, fields: { value } }], transaction);
      await other;
      expect(await read(key)).toStrictEqual({ value: 1, other: true });
    });
  });
}

/** With the timestamps of any client as whole milliseconds. */
function inMillis(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inMillis);
  if (typeof value !== 'object' || value === null) return value;
  if ('toMillis' in value && typeof value.toMillis === 'function') return { at: value.toMillis() as unknown };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inMillis(one)]));
}
