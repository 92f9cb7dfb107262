import { getFirestore, type Firestore } from 'firebase-admin/firestore';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import indexes from '../../../firestore.indexes.json' with { type: 'json' };
import type { IndexDefinitions } from '../../../local/firestore/embedded-firestore.ts';
import { collections } from '../../src/infra/firestore/collections.ts';
import { DELETE_AT } from '../../src/infra/firestore/documents/retention.ts';
import { worldWithEvents } from '../app/events/world-with-events.ts';
import { ADA_PHONE, GRACE_PHONE } from '../app/support/linking-world.ts';
import { refusedQueries } from './refused-queries.ts';

const collectionGroup = z.enum(collections);
const queryScope = z.enum(['COLLECTION', 'COLLECTION_GROUP']);
const order = z.enum(['ASCENDING', 'DESCENDING']);
const fieldPath = z.string().min(1);
const arrayConfig = z.literal('CONTAINS');

/** What the Firebase CLI accepts, and no key that it would ignore. */
const indexesSchema = z.strictObject({
  indexes: z.array(
    z.strictObject({
      collectionGroup,
      queryScope,
      fields: z
        .array(z.union([z.strictObject({ fieldPath, order }), z.strictObject({ fieldPath, arrayConfig })]))
        .min(2),
    }),
  ),
  fieldOverrides: z.array(
    z.strictObject({
      collectionGroup,
      fieldPath,
      ttl: z.boolean().optional(),
      indexes: z.array(
        z.union([z.strictObject({ order, queryScope }), z.strictObject({ arrayConfig, queryScope })]),
      ),
    }),
  ),
});

/** https://firebase.google.com/docs/firestore/quotas: 200 a database, and the product needs some for itself. */
const MOST_OVERRIDES = 100;

const { indexes: composites, fieldOverrides } = indexesSchema.parse(indexes);

const fieldName = (entry: { readonly collectionGroup: string; readonly fieldPath: string }) =>
  `${entry.collectionGroup}.${entry.fieldPath}`;

const overridden = fieldOverrides.map(fieldName);

test('the Firebase CLI accepts the file, which names no field twice', () => {
  expect(overridden).toEqual([...new Set(overridden)]);
  expect(overridden.length).toBeLessThan(MOST_OVERRIDES);
});

describe('queries', () => {
  it('are all served', async () => {
    expect(await refusedQueries(indexes)).toEqual([]);
  });

  it('need every index that is declared', async () => {
    const without = [
      ...composites.map((removed) => ({
        removed: `${removed.collectionGroup}: ${removed.fields.map(({ fieldPath: path }) => path).join(', ')}`,
        definitions: { fieldOverrides, indexes: composites.filter((index) => index !== removed) },
      })),
      ...fieldOverrides
        .filter((override) => override.indexes.length > 0)
        .map((removed) => ({
          removed: fieldName(removed),
          definitions: { indexes: composites, fieldOverrides: exempting(removed) },
        })),
    ];
    const unneeded = await Promise.all(
      without.map(async ({ removed, definitions }) => {
        const refused = await refusedQueries(definitions);
        return refused.length === 0 ? [removed] : [];
      }),
    );
    expect(unneeded.flat()).toEqual([]);
  });
});

describe('documents', () => {
  let fields: readonly StoredField[];

  beforeAll(async () => {
    const world = await worldWithEvents('link.created');
    await world.link('ada', ADA_PHONE);
    await world.receive(ADA_PHONE, 'hello');
    await world.receive(GRACE_PHONE, 'hello');
    await world.receive(GRACE_PHONE, 'STOP');
    await world.addToOutbox('outbound-1', { user_id: 'ada', body: 'hello' });
    await world.settle();
    const tokenIssuedAt = world.clock.now();
    await world.module.exportUser.execute({ userId: 'ada', tokenIssuedAt });
    await world.module.eraseUser.execute({ userId: 'grace', requestedAt: world.clock.now() });
    fields = await storedFields(getFirestore());
  });

  it('that say when to delete them have a policy, and no others', () => {
    const policies = fieldOverrides.filter(({ ttl }) => ttl === true).map(fieldName);
    const temporary = fields.filter(({ fieldPath: path }) => path === DELETE_AT).map(fieldName);
    expect(new Set(policies)).toEqual(new Set(temporary));
  });

  it('are indexed by a time, a list or a map only where a query wants it', () => {
    const costly = fields.filter(({ value }) => typeof value === 'object' && value !== null).map(fieldName);
    expect(new Set(overridden)).toEqual(new Set([...overridden, ...costly]));
  });
});

function exempting(removed: (typeof fieldOverrides)[number]): IndexDefinitions['fieldOverrides'] {
  return fieldOverrides.with(fieldOverrides.indexOf(removed), { ...removed, indexes: [] });
}

interface StoredField {
  readonly collectionGroup: string;
  readonly fieldPath: string;
  readonly value: unknown;
}

async function storedFields(firestore: Firestore): Promise<readonly StoredField[]> {
  const stored = await Promise.all(
    Object.values(collections).map(async (name) => (await firestore.collection(name).get()).docs),
  );
  return stored.flat().flatMap((document) =>
    Object.entries(document.data()).map(([field, value]) => ({
      collectionGroup: document.ref.parent.id,
      fieldPath: field,
      value,
    })),
  );
}
