import definitions from '../../../firestore.indexes.json' with { type: 'json' };
import type { Check } from '../check.ts';
import { wrong } from '../finding.ts';
import { deployIndexes } from '../fixes.ts';
import type { IndexedField } from '../google/project-administration.ts';
import { existingDatabase } from './firestore-check.ts';

interface DefinedIndex {
  readonly collectionGroup: string;
  readonly queryScope?: string;
  readonly fields: readonly {
    readonly fieldPath: string;
    readonly order?: string;
    readonly arrayConfig?: string;
  }[];
}

/** Whether every query of ours finds its index. */
export const indexesCheck: Check = {
  name: 'indexes',
  title: 'Firestore indexes',
  async examine(patient) {
    const database = await existingDatabase(patient);
    const deployed = await patient.administration.indexes(database);
    const states = new Map(deployed.map((one) => [nameOf(one), one.state]));
    const defined = definedIndexes().map(({ fields, ...index }) =>
      nameOf({ ...index, fields: fields.map(indexedField) }),
    );
    const missing = defined.filter((name) => !states.has(name));
    const unfinished = defined.filter((name) => states.has(name) && states.get(name) !== 'READY');
    const deployment = deployIndexes(patient.settings);
    return [
      ...missing.map((name) => wrong(`The index ${name} is not deployed.`, deployment)),
      ...unfinished.map((name) => wrong(`The index ${name} is ${states.get(name)}.`, 'wait some minutes')),
    ];
  },
};

function definedIndexes(): readonly DefinedIndex[] {
  const single = definitions.fieldOverrides.flatMap(({ collectionGroup, fieldPath, indexes }) =>
    // empty lists say nothing of what would be in them
    (indexes as readonly Omit<DefinedIndex, 'collectionGroup' | 'fields'>[]).map(
      ({ queryScope = 'COLLECTION', ...mode }) => ({
        collectionGroup,
        queryScope,
        fields: [{ fieldPath, ...mode }],
      }),
    ),
  );
  return [...definitions.indexes, ...single];
}

function indexedField({ fieldPath, order, arrayConfig }: DefinedIndex['fields'][number]): IndexedField {
  return { fieldPath, mode: arrayConfig ?? order ?? '' };
}

/** Firestore itself ends every index in the name of the document. */
function nameOf(index: {
  readonly collectionGroup: string;
  readonly queryScope?: string;
  readonly fields: readonly IndexedField[];
}): string {
  const fields = index.fields
    .filter(({ fieldPath }) => fieldPath !== '__name__')
    .map(({ fieldPath, mode }) => (mode === 'ASCENDING' ? fieldPath : `${fieldPath} ${mode}`));
  const scope = index.queryScope === 'COLLECTION_GROUP' ? ' (collection group)' : '';
  return `${index.collectionGroup}${scope}: ${fields.join(', ')}`;
}
