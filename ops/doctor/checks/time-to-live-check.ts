import definitions from '../../../firestore.indexes.json' with { type: 'json' };
import type { Check } from '../check.ts';
import { wrong } from '../finding.ts';
import { deployIndexes } from '../fixes.ts';
import { existingDatabase } from './firestore-check.ts';

/** Whether Firestore deletes what need not be kept. */
export const timeToLiveCheck: Check = {
  name: 'time-to-live',
  title: 'Firestore TTL policies',
  async examine(patient) {
    const database = await existingDatabase(patient);
    const deployed = await patient.administration.timesToLive(database);
    return definitions.fieldOverrides
      .filter(({ ttl }) => ttl)
      .flatMap(({ collectionGroup, fieldPath }) => {
        const found = deployed.find(
          (one) => one.collectionGroup === collectionGroup && one.fieldPath === fieldPath,
        );
        if (found?.state === 'ACTIVE') return [];
        const name = `${collectionGroup}.${fieldPath}`;
        if (found?.state === 'CREATING') {
          return [wrong(`The TTL policy of ${name} is being set up.`, 'wait some minutes')];
        }
        const problem = `Documents of ${name} are never deleted: there is no TTL policy that works.`;
        return [wrong(problem, deployIndexes(patient.settings))];
      });
  },
};
