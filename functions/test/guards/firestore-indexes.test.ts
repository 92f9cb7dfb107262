import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { functionsDirectory } from '../../../scripts/build-functions.ts';
import { collections, type CollectionName } from '../../src/infra/firestore/collections.ts';
import { DELETE_AT } from '../../src/infra/firestore/documents/retention.ts';

const REPOSITORIES = join(functionsDirectory, 'src', 'infra', 'firestore', 'repositories');

const queryScope = z.enum(['COLLECTION', 'COLLECTION_GROUP']);
const order = z.enum(['ASCENDING', 'DESCENDING']);
const kindOfIndex = z.union([
  z.strictObject({ order, queryScope: queryScope.optional() }),
  z.strictObject({ arrayConfig: z.literal('CONTAINS'), queryScope: queryScope.optional() }),
]);

/** What the Firebase CLI accepts, and no key that it would ignore. */
const indexesSchema = z.strictObject({
  indexes: z.array(
    z.strictObject({
      collectionGroup: z.string().min(1),
      queryScope,
      fields: z.array(z.strictObject({ fieldPath: z.string().min(1), order })).min(2),
    }),
  ),
  fieldOverrides: z.array(
    z.strictObject({
      collectionGroup: z.enum(collections),
      fieldPath: z.string().min(1),
      ttl: z.boolean().optional(),
      indexes: z.array(kindOfIndex),
    }),
  ),
});

interface Repository {
  readonly collection: CollectionName;
  /** Its own text and that of the documents it encodes. */
  readonly text: string;
}

const isCollectionKey = (key: string): key is keyof typeof collections => Object.hasOwn(collections, key);

async function readRepository(file: string): Promise<readonly Repository[]> {
  const text = await readFile(join(REPOSITORIES, file), 'utf8');
  const documents = Array.from(
    text.matchAll(/from '(\.\.\/documents\/[\w-]+-document\.ts)'/g),
    ([, path = '']) => readFile(join(REPOSITORIES, path), 'utf8'),
  );
  const texts = [text, ...(await Promise.all(documents))];
  const keys = new Set(Array.from(text.matchAll(/\bcollections\.(\w+)/g), ([, key = '']) => key));
  return Array.from(keys)
    .filter(isCollectionKey)
    .map((key) => ({ collection: collections[key], text: texts.join('\n') }));
}

const read = async () => {
  const file = await readFile(join(functionsDirectory, '..', 'firestore.indexes.json'), 'utf8');
  return indexesSchema.parse(JSON.parse(file));
};

let repositories: readonly Repository[];

beforeAll(async () => {
  repositories = (await Promise.all((await readdir(REPOSITORIES)).map(readRepository))).flat();
});

test('the Firebase CLI accepts the file', async () => {
  await expect(read()).resolves.toBeDefined();
});

test('every collection has its repository here', () => {
  const covered = repositories.map(({ collection }) => collection).toSorted();
  expect(covered).toEqual(Object.values(collections).toSorted());
});

test('exactly the collections whose documents say when to delete them have a policy', async () => {
  const { fieldOverrides } = await read();
  const policies = fieldOverrides.filter(({ ttl }) => ttl === true);
  const temporary = repositories.filter(({ text }) => text.includes('[DELETE_AT]'));
  expect(policies.map(({ collectionGroup }) => collectionGroup).toSorted()).toEqual(
    temporary.map(({ collection }) => collection).toSorted(),
  );
  expect(policies.filter(({ fieldPath }) => fieldPath !== DELETE_AT)).toEqual([]);
});

describe('queries', () => {
  /** The fields of each query. */
  const queriesOf = ({ text }: Repository) =>
    text
      .split('.query(')
      .slice(1)
      .map((query) =>
        Array.from(query.matchAll(/\.(?:where|orderBy)\(\s*'([\w.]+)'/g), ([, field = '']) => field),
      );

  test('name their fields in a way that this guard reads', () => {
    const calls = repositories.flatMap(
      ({ text }) => text.match(/\.(?:where|orderBy|collectionGroup)\(/g) ?? [],
    );
    expect(calls).toHaveLength(repositories.flatMap(queriesOf).flat().length);
    expect(calls.length).toBeGreaterThan(0);
  });

  test('use no field that is not indexed, and two fields only with an index of both', async () => {
    const { indexes, fieldOverrides } = await read();
    for (const repository of repositories) {
      const own = (entry: { collectionGroup: string }) => entry.collectionGroup === repository.collection;
      const exempt = fieldOverrides.filter((entry) => own(entry) && entry.indexes.length === 0);
      const composites = indexes.filter(own).map((index) => index.fields.map(({ fieldPath }) => fieldPath));
      for (const query of queriesOf(repository)) {
        const fields = new Set(query);
        const isCovered = composites.some((index) =>
          Array.from(fields).every((field) => index.includes(field)),
        );
        expect(exempt.filter(({ fieldPath }) => fields.has(fieldPath))).toEqual([]);
        expect(fields.size < 2 || isCovered).toBe(true);
      }
    }
  });
});
