import * as fc from 'fast-check';
import type { GeneratedClient } from './server-under-test.ts';
import { fieldNames, numbers, values } from './random-values.ts';

type CommitRequest = NonNullable<Parameters<GeneratedClient['commit']>[0]>;
export type WireWrite = NonNullable<CommitRequest['writes']>[number];
type WireTransform = NonNullable<WireWrite['updateTransforms']>[number];

const fieldPaths = fc.constantFrom('a', 'b', 'm', 'm.x', 'm.y', '`o.p`');
const elements = fc
  .array(values, { minLength: 1, maxLength: 3 })
  .map((list) => ({ values: list.filter(isNoArray) }));

function isNoArray(value: object): boolean {
  return !('arrayValue' in value);
}

const transforms: fc.Arbitrary<WireTransform> = fc.oneof(
  fc.record({ fieldPath: fieldPaths, increment: numbers }),
  fc.record({ fieldPath: fieldPaths, maximum: numbers }),
  fc.record({ fieldPath: fieldPaths, minimum: numbers }),
  fc.record({ fieldPath: fieldPaths, appendMissingElements: elements }),
  fc.record({ fieldPath: fieldPaths, removeAllFromArray: elements }),
);

const names = fc.constantFrom('1', '2', '3', '4', '5');
const unconditional = fc.constant(null);
const conditional = fc.option(
  fc.boolean().map((exists) => ({ exists })),
  { freq: 1, nil: null },
);

function writes(currentDocument: fc.Arbitrary<{ exists: boolean } | null>): fc.Arbitrary<WireWrite> {
  const updates = fc.record({
    update: fc.record({
      name: names,
      fields: fc.dictionary(fieldNames, values, { minKeys: 1, noNullPrototype: true }),
    }),
    updateMask: fc.option(
      fc.uniqueArray(fieldPaths, { maxLength: 2 }).map((paths) => ({ fieldPaths: paths })),
      { freq: 2, nil: null },
    ),
    updateTransforms: fc.array(transforms, { maxLength: 2 }),
    currentDocument,
  });
  const deletes = fc.record({ delete: names, currentDocument });
  return fc.oneof({ weight: 5, arbitrary: updates }, { weight: 1, arbitrary: deletes });
}

/**
 * The writes of one commit, to a handful of documents that are named by their ids alone. Only single writes have
 * preconditions: one that an earlier write of its commit decides gets another status from the official emulator.
 */
export const randomCommits: fc.Arbitrary<readonly WireWrite[]> = fc.oneof(
  { weight: 2, arbitrary: writes(conditional).map((write) => [write]) },
  { weight: 1, arbitrary: fc.array(writes(unconditional), { minLength: 2, maxLength: 3 }) },
);
