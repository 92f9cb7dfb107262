import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { PROJECT, type GeneratedClient } from './server-under-test.ts';

type RunQueryRequest = NonNullable<Parameters<GeneratedClient['runQuery']>[0]>;
type StructuredQuery = NonNullable<RunQueryRequest['structuredQuery']>;
type Filter = NonNullable<StructuredQuery['where']>;
type Operator = 'IN' | 'NOT_IN' | 'NOT_EQUAL' | 'ARRAY_CONTAINS';

const parent = `projects/${PROJECT}/databases/(default)/documents`;

export function refusalsConform(client: () => GeneratedClient): void {
  describe('queries that Firestore does not allow', () => {
    const refused: readonly [string, StructuredQuery][] = [
      [
        'more than 30 alternatives',
        {
          where: field(
            'a',
            'IN',
            Array.from({ length: 31 }, (_, i) => i),
          ),
        },
      ],
      ['two negations', { where: both(field('a', 'NOT_EQUAL', 1), field('b', 'NOT_EQUAL', 1)) }],
      ['in beside not-in', { where: both(field('a', 'IN', [1, 2]), field('b', 'NOT_IN', [1])) }],
      [
        'two array memberships',
        { where: both(field('a', 'ARRAY_CONTAINS', 1), field('b', 'ARRAY_CONTAINS', 2)) },
      ],
      ['one order twice', { orderBy: [{ field: { fieldPath: 'a' } }, { field: { fieldPath: 'a' } }] }],
      ['a longer cursor than order', { startAt: { values: [{ integerValue: 1 }, { integerValue: 2 }] } }],
      ['a negative limit', { limit: { value: -1 } }],
      ['a negative offset', { offset: -1 }],
    ];

    it.each(refused)('refuses %s', async (_name, query) => {
      const structuredQuery = { from: [{ collectionId: 'c' }], ...query };
      await expect(answerTo({ parent, structuredQuery })).rejects.toMatchObject({
        code: status.INVALID_ARGUMENT,
      });
    });

    function answerTo(request: RunQueryRequest): Promise<unknown> {
      return new Promise((resolve, reject) => {
        client().runQuery(request).once('data', resolve).once('error', reject);
      });
    }
  });
}

function both(...filters: readonly Filter[]): Filter {
  return { compositeFilter: { op: 'AND', filters: [...filters] } };
}

function field(fieldPath: string, op: Operator, operand: number | readonly number[]): Filter {
  const value =
    typeof operand === 'number'
      ? { integerValue: operand }
      : { arrayValue: { values: operand.map((integerValue) => ({ integerValue })) } };
  return { fieldFilter: { field: { fieldPath }, op, value } };
}
