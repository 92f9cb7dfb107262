import * as fc from 'fast-check';
import type { GeneratedClient } from './server-under-test.ts';
import { values, type WireValue } from './random-values.ts';

type RunQueryRequest = NonNullable<Parameters<GeneratedClient['runQuery']>[0]>;
export type WireQuery = NonNullable<RunQueryRequest['structuredQuery']>;
type WireFilter = NonNullable<WireQuery['where']>;
type WireOrder = NonNullable<WireQuery['orderBy']>[number];

const fields = fc.constantFrom('a', 'b', 'm.x').map((fieldPath) => ({ fieldPath }));

/** Without null and NaN, which client libraries compare by unary filters only. */
const operands = values.filter(
  ({ nullValue, doubleValue }) => nullValue === undefined && !Number.isNaN(doubleValue),
);

const comparisons: fc.Arbitrary<WireFilter> = fc
  .record({
    field: fields,
    op: fc.constantFrom(
      'EQUAL',
      'NOT_EQUAL',
      'LESS_THAN',
      'LESS_THAN_OR_EQUAL',
      'GREATER_THAN',
      'GREATER_THAN_OR_EQUAL',
      'ARRAY_CONTAINS',
    ),
    value: operands,
  })
  .map((fieldFilter) => ({ fieldFilter }));

const memberships: fc.Arbitrary<WireFilter> = fc
  .record({
    field: fields,
    op: fc.constantFrom('IN', 'NOT_IN', 'ARRAY_CONTAINS_ANY'),
    value: fc.array(values, { minLength: 1, maxLength: 3 }).map((list) => ({ arrayValue: { values: list } })),
  })
  .map((fieldFilter) => ({ fieldFilter }));

const unaries: fc.Arbitrary<WireFilter> = fc
  .record({ field: fields, op: fc.constantFrom('IS_NULL', 'IS_NOT_NULL', 'IS_NAN', 'IS_NOT_NAN') })
  .map((unaryFilter) => ({ unaryFilter }));

const leaves = fc.oneof(
  { weight: 4, arbitrary: comparisons },
  { weight: 2, arbitrary: memberships },
  unaries,
);

const filters: fc.Arbitrary<WireFilter> = fc.oneof(
  { weight: 3, arbitrary: leaves },
  {
    weight: 1,
    arbitrary: fc
      .record({ op: fc.constantFrom('AND', 'OR'), filters: fc.array(leaves, { minLength: 2, maxLength: 3 }) })
      .map((compositeFilter) => ({ compositeFilter })),
  },
);

const orders: fc.Arbitrary<WireOrder> = fc.record({
  field: fields,
  direction: fc.constantFrom('ASCENDING', 'DESCENDING'),
});

/** Queries that name no collection yet, including ones that Firestore refuses. */
export const randomQueries: fc.Arbitrary<WireQuery> = fc.array(orders, { maxLength: 2 }).chain((orderBy) => {
  const cursor = fc.record({ values: cursorValues(orderBy.length), before: fc.boolean() });
  const limit = fc.integer({ min: 1, max: 3 }).map((value) => ({ value }));
  return fc.record({
    orderBy: fc.constant(orderBy),
    where: fc.option(filters, { freq: 2, nil: null }),
    startAt: fc.option(cursor, { freq: 1, nil: null }),
    endAt: fc.option(cursor, { freq: 1, nil: null }),
    limit: fc.option(limit, { nil: null }),
    offset: fc.constantFrom(0, 0, 1),
  });
});

function cursorValues(orders: number): fc.Arbitrary<WireValue[]> {
  return fc.array(values, { minLength: Math.min(orders, 1), maxLength: orders });
}
