import { status } from '@grpc/grpc-js';
import { FieldPath, Filter, type Query } from 'firebase-admin/firestore';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startedFirestore } from '../conformity/started-firestore.ts';
import type { IndexDefinitions } from './index-definitions.ts';

const REFUSAL = 'The query requires an index. Declare it in firestore.indexes.json: ';
const up = 'ASCENDING';
const down = 'DESCENDING';

const ofPosts = (...fields: readonly (readonly [fieldPath: string, mode: string])[]) => ({
  collectionGroup: 'posts',
  queryScope: 'COLLECTION',
  fields: fields.map(([fieldPath, mode]) =>
    mode === 'CONTAINS' ? { fieldPath, arrayConfig: mode } : { fieldPath, order: mode },
  ),
});

const indexes: IndexDefinitions = {
  indexes: [
    ofPosts(['author', up], ['state', up], ['at', down]),
    ofPosts(['city', up], ['stars', up]),
    ofPosts(['kind', up], ['stars', up]),
    ofPosts(['tags', 'CONTAINS'], ['at', up]),
    ofPosts(['secret', up], ['hidden', up]),
    { ...ofPosts(['author', up], ['at', up]), queryScope: 'COLLECTION_GROUP' },
  ],
  fieldOverrides: [
    { collectionGroup: 'posts', fieldPath: 'hidden', indexes: [] },
    { collectionGroup: 'posts', fieldPath: 'map', indexes: [] },
    { collectionGroup: 'posts', fieldPath: 'map.shown', indexes: [{ order: up }] },
    { collectionGroup: 'posts', fieldPath: 'early', indexes: [{ order: up, queryScope: 'COLLECTION' }] },
    { collectionGroup: 'posts', fieldPath: 'labels', indexes: [{ arrayConfig: 'CONTAINS' }] },
    {
      collectionGroup: 'posts',
      fieldPath: 'everywhere',
      indexes: [{ order: up, queryScope: 'COLLECTION_GROUP' }],
    },
  ],
};

const name = FieldPath.documentId();
type Ask = (posts: Query) => Query;

const served: readonly [string, Ask][] = [
  ['everything', (posts) => posts],
  ['by name', (posts) => posts.where(name, '>', 'a').orderBy(name)],
  ['one value', (posts) => posts.where('state', '==', 'open')],
  ['one value by name, downwards', (posts) => posts.where('state', '==', 'open').orderBy(name, 'desc')],
  ['several values, by merging', (posts) => posts.where('state', '==', 'open').where('city', '==', 'Rome')],
  [
    'some of several values',
    (posts) => posts.where('state', 'in', ['open', 'done']).where('city', '==', null),
  ],
  ['a range of one field, downwards', (posts) => posts.where('at', '>', 1).orderBy('at', 'desc')],
  ['an element', (posts) => posts.where('tags', 'array-contains', 'a')],
  ['an element of an override', (posts) => posts.where('labels', 'array-contains-any', ['a', 'b'])],
  ['alternatives that are served', (posts) => posts.where(anyOf('state', 'city'))],
  ['a field of an exempt map that has its own', (posts) => posts.where('map.shown', '==', 1)],
  ['an override in its direction', (posts) => posts.orderBy('early')],
  ['a composite', (posts) => posts.where('state', '==', 1).where('author', '==', 2).orderBy('at', 'desc')],
  ['one with `in`', (posts) => posts.where('kind', 'in', [1, 2]).where('stars', '>', 3)],
  ['one with an order by a value', (posts) => posts.where('kind', '==', 1).orderBy('kind').orderBy('stars')],
  ['one with an element', (posts) => posts.where('tags', 'array-contains', 1).where('at', '<', 2)],
  ['one on an exempt field', (posts) => posts.where('secret', '==', 1).where('hidden', '<', 2)],
  [
    'composites of one order, merged',
    (posts) => posts.where('city', '==', 1).where('kind', '==', 2).orderBy('stars'),
  ],
];

const refused: readonly [string, Ask, string][] = [
  [
    'a value and an order',
    (posts) => posts.where('state', '==', 1).orderBy('at', 'desc'),
    '"fields":[{"fieldPath":"state","order":"ASCENDING"},{"fieldPath":"at","order":"DESCENDING"}]}',
  ],
  [
    'a composite backwards',
    (posts) => posts.where('kind', '==', 1).orderBy('stars').limitToLast(1),
    '"fields":[{"fieldPath":"kind","order":"ASCENDING"},{"fieldPath":"stars","order":"DESCENDING"}]}',
  ],
  ['a composite of more fields', (posts) => posts.where('author', '==', 1).orderBy('at', 'desc'), '"author"'],
  ['two orders', (posts) => posts.orderBy('stars').orderBy('city'), '"stars"'],
  ['two ranges', (posts) => posts.where('state', '>', 1).where('stars', '>', 1), '"stars"'],
  ['names downwards', (posts) => posts.orderBy(name, 'desc'), '"__name__"'],
  [
    'an exempt field',
    (posts) => posts.where('hidden', '==', 1),
    '{"collectionGroup":"posts","fieldPath":"hidden","indexes":[{"order":"ASCENDING","queryScope":"COLLECTION"}]}',
  ],
  [
    'an exempt field among others',
    (posts) => posts.where('state', '==', 1).where('hidden', '==', 1),
    '"hidden"',
  ],
  ['some values of an exempt field', (posts) => posts.where('hidden', 'in', [1, 2]), '"hidden"'],
  ['null in an exempt field', (posts) => posts.where('hidden', '==', null), '"hidden"'],
  ['an override of groups alone', (posts) => posts.where('everywhere', '==', 1), '"everywhere"'],
  ['an exempt map', (posts) => posts.orderBy('map'), '"map"'],
  ['a field of an exempt map', (posts) => posts.where('map.a.b', '==', 1), '"map.a.b"'],
  ['an override against its direction', (posts) => posts.orderBy('early', 'desc'), '"DESCENDING"'],
  [
    'an element where only values are indexed',
    (posts) => posts.where('early', 'array-contains', 1),
    '"CONTAINS"',
  ],
  [
    'an element and a value',
    (posts) => posts.where('tags', 'array-contains', 1).where('city', '==', 1),
    '"city"',
  ],
  ['an alternative that is not served', (posts) => posts.where(anyOf('state', 'hidden')), '"hidden"'],
];

const servedGroups: readonly [string, Ask][] = [
  ['all of a group', (posts) => posts],
  ['a group by an override', (posts) => posts.where('everywhere', '>', 1)],
  ['a group by a composite', (posts) => posts.where('author', '==', 1).orderBy('at')],
];

const refusedGroups: readonly [string, Ask][] = [
  ['a value in a group', (posts) => posts.where('state', '==', 1)],
  ['an override of collections alone', (posts) => posts.where('early', '==', 1)],
  ['a composite of collections alone', (posts) => posts.where('kind', '==', 1).orderBy('stars')],
];

function anyOf(one: string, other: string): Filter {
  return Filter.or(Filter.where(one, '==', 1), Filter.where(other, '==', 1));
}

describe('with declared indexes', () => {
  it('serves what they serve', async () => {
    const { firestore } = await startedFirestore({ indexes });
    const [posts, group] = [firestore.collection('posts'), firestore.collectionGroup('posts')];
    const asked = [
      ...served.map(([what, ask]) => ({ what, query: ask(posts) })),
      ...servedGroups.map(([what, ask]) => ({ what, query: ask(group) })),
    ];
    const outcomes = await Promise.all(asked.map(async ({ what, query }) => [what, await outcomeOf(query)]));
    expect(outcomes).toStrictEqual(asked.map(({ what }) => [what, 'served']));
  });

  it('refuses everything else, and tells what to declare', async () => {
    const { firestore } = await startedFirestore({ indexes });
    const [posts, group] = [firestore.collection('posts'), firestore.collectionGroup('posts')];
    const asked = [
      ...refused.map(([what, ask, declaration]) => ({ what, query: ask(posts), declaration })),
      ...refusedGroups.map(([what, ask]) => ({ what, query: ask(group), declaration: '"COLLECTION_GROUP"' })),
    ];
    const outcomes = await Promise.all(asked.map(async ({ what, query }) => [what, await outcomeOf(query)]));
    expect(outcomes).toStrictEqual(
      asked.map(({ what, declaration }) => [what, expect.stringContaining(declaration)]),
    );
  });

  it('judges counts and listeners alike', async () => {
    const { firestore } = await startedFirestore({ indexes });
    const query = firestore.collection('posts').where('hidden', '==', 1);
    await expect(query.count().get()).rejects.toMatchObject({ code: status.FAILED_PRECONDITION });
    const listening = Promise.withResolvers<never>();
    onTestFinished(query.onSnapshot(() => listening.reject(new Error('It is served.')), listening.reject));
    await expect(listening.promise).rejects.toThrow(REFUSAL);
  });
});

/** `served`, or the refusal. */
async function outcomeOf(query: Query): Promise<string> {
  try {
    await query.get();
    return 'served';
  } catch (error) {
    return String(error);
  }
}

it('answers every query where no indexes are declared', async () => {
  const { firestore } = await startedFirestore();
  const { empty } = await firestore.collection('posts').where('state', '==', 1).orderBy('at').get();
  expect(empty).toBe(true);
});
