import {
  AggregateField,
  FieldPath,
  Filter,
  type CollectionReference,
  type DocumentData,
  type Firestore,
  type Query,
} from 'firebase-admin/firestore';
import { beforeAll, describe, expect, it } from 'vitest';
import { newCollection } from './server-under-test.ts';

const PEOPLE: Readonly<Record<string, DocumentData>> = {
  ada: { age: 36, city: 'London', tags: ['math', 'poetry'] },
  bob: { age: 20, city: 'Berlin', tags: ['music'] },
  cat: { age: 20, city: 'London', tags: [] },
  dan: { age: 51.5, city: null, tags: ['math', 'music'] },
  eve: { city: 'Accra' },
};

/** One of each kind, in Firestore's order of values. */
const ASCENDING = [
  null,
  false,
  true,
  Number.NaN,
  -Infinity,
  -1.5,
  0,
  2,
  new Date(0),
  '',
  'a',
  'é',
  '\uffff',
  '🦊',
  Buffer.from([1]),
  [],
  [1],
  [1, 2],
  {},
  { a: 1 },
  { a: 1, b: 0 },
  { b: 0 },
];

export function queriesConform(firestore: () => Firestore): void {
  describe('queries', () => {
    let people: CollectionReference;

    beforeAll(async () => {
      people = newCollection(firestore());
      await Promise.all(Object.entries(PEOPLE).map(([id, person]) => people.doc(id).set(person)));
    });

    const filters: readonly [string, (query: Query) => Query, readonly string[]][] = [
      ['equal', (query) => query.where('city', '==', 'London'), ['ada', 'cat']],
      ['equal to null', (query) => query.where('city', '==', null), ['dan']],
      ['not equal', (query) => query.where('city', '!=', 'London'), ['eve', 'bob']],
      ['not null', (query) => query.where('city', '!=', null), ['eve', 'bob', 'ada', 'cat']],
      ['less', (query) => query.where('age', '<', 36), ['bob', 'cat']],
      ['at most', (query) => query.where('age', '<=', 36), ['bob', 'cat', 'ada']],
      ['greater', (query) => query.where('age', '>', 36), ['dan']],
      ['at least', (query) => query.where('age', '>=', 36), ['ada', 'dan']],
      ['a range over another type', (query) => query.where('city', '>', 5), []],
      ['in', (query) => query.where('city', 'in', ['Accra', 'Berlin']), ['bob', 'eve']],
      ['not in', (query) => query.where('city', 'not-in', ['Accra', 'Berlin']), ['ada', 'cat']],
      ['not in, with null', (query) => query.where('city', 'not-in', ['Accra', null]), []],
      ['array contains', (query) => query.where('tags', 'array-contains', 'math'), ['ada', 'dan']],
      [
        'array contains any',
        (query) => query.where('tags', 'array-contains-any', ['poetry', 'music']),
        ['ada', 'bob', 'dan'],
      ],
      ['two fields', (query) => query.where('city', '==', 'London').where('age', '>', 20), ['ada']],
      [
        'either',
        (query) => query.where(Filter.or(Filter.where('age', '>', 50), Filter.where('city', '==', 'Accra'))),
        ['dan'],
      ],
      ['names', (query) => query.where(FieldPath.documentId(), '>=', 'dan'), ['dan', 'eve']],
    ];

    it.each(filters)('filters: %s', async (_name, filter, expected) => {
      expect(await ids(filter(people))).toStrictEqual(expected);
    });

    const orders: readonly [string, (query: Query) => Query, readonly string[]][] = [
      ['a field', (query) => query.orderBy('age'), ['bob', 'cat', 'ada', 'dan']],
      ['downwards', (query) => query.orderBy('age', 'desc'), ['dan', 'ada', 'cat', 'bob']],
      ['two fields', (query) => query.orderBy('age').orderBy('city', 'desc'), ['cat', 'bob', 'ada', 'dan']],
      ['limit and offset', (query) => query.orderBy('age').offset(1).limit(2), ['cat', 'ada']],
      ['last ones', (query) => query.orderBy('age').limitToLast(2), ['ada', 'dan']],
      ['start at', (query) => query.orderBy('age').startAt(36), ['ada', 'dan']],
      ['start after', (query) => query.orderBy('age').startAfter(36), ['dan']],
      ['end at', (query) => query.orderBy('age').endAt(20), ['bob', 'cat']],
      ['end before', (query) => query.orderBy('age').endBefore(36), ['bob', 'cat']],
      ['start at, downwards', (query) => query.orderBy('age', 'desc').startAt(36), ['ada', 'cat', 'bob']],
      [
        'a cursor on field and name',
        (query) => query.orderBy('age').orderBy(FieldPath.documentId()).startAfter(20, 'bob'),
        ['cat', 'ada', 'dan'],
      ],
    ];

    it.each(orders)('orders and pages: %s', async (_name, order, expected) => {
      expect(await ids(order(people))).toStrictEqual(expected);
    });

    it('pages from document to document', async () => {
      const pages: (readonly string[])[] = [];
      let query = people.orderBy('age').limit(2);
      for (let page = await query.get(); !page.empty; page = await query.get()) {
        pages.push(page.docs.map(({ id }) => id));
        query = query.startAfter(page.docs.at(-1));
      }
      expect(pages).toStrictEqual([
        ['bob', 'cat'],
        ['ada', 'dan'],
      ]);
    });

    it('orders values across types', async () => {
      const collection = newCollection(firestore());
      const shuffled = ASCENDING.map((value, i) => ({ value, i })).sort((a, b) => (a.i % 5) - (b.i % 5));
      await Promise.all(shuffled.map(({ value, i }) => collection.doc(`${i}`).set({ value })));
      const ordered = ASCENDING.map((_, i) => `${i}`);
      expect(await ids(collection.orderBy('value'))).toStrictEqual(ordered);
      expect(await ids(collection.orderBy('value', 'desc'))).toStrictEqual(ordered.toReversed());
    });

    it('selects fields', async () => {
      const { docs } = await people.where('age', '==', 36).select('city').get();
      expect(docs.map((document) => document.data())).toStrictEqual([{ city: 'London' }]);
      const bare = await people.where('age', '==', 36).select().get();
      expect(bare.docs.map((document) => document.data())).toStrictEqual([{}]);
    });

    it('finds a collection group wherever it lies, and below one document alone', async () => {
      const root = newCollection(firestore());
      const group = `group-${root.id}`;
      await root.doc('x').collection(group).doc('1').set({ n: 1 });
      await root.doc('x/deep/y').collection(group).doc('2').set({ n: 2 });
      await firestore().collection(group).doc('3').set({ n: 3 });
      await root.doc('x').collection('other').doc('4').set({ n: 4 });
      expect(await ids(firestore().collectionGroup(group).orderBy('n'))).toStrictEqual(['1', '2', '3']);
      expect(await ids(root.doc('x').collection(group))).toStrictEqual(['1']);
    });

    it('counts, sums and averages', async () => {
      const all = await people.count().get();
      expect(all.data()).toStrictEqual({ count: 5 });
      const of = {
        n: AggregateField.count(),
        sum: AggregateField.sum('age'),
        mean: AggregateField.average('age'),
      };
      const some = await people.aggregate(of).get();
      expect(some.data()).toStrictEqual({ n: 4, sum: 127.5, mean: 31.875 });
      const none = await people.where('age', '>', 100).aggregate(of).get();
      expect(none.data()).toStrictEqual({ n: 0, sum: 0, mean: null });
    });
  });
}

async function ids(query: Query): Promise<readonly string[]> {
  return (await query.get()).docs.map(({ id }) => id);
}
