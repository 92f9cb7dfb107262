import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOfficialEmulator } from '../../../local/firestore/conformity/official-emulator.ts';
import { caseNamed, casesOf, places } from './access-table.ts';
import { operations } from './operations.ts';
import { RulesEnvironment } from './rules-environment.ts';
import { mutants } from './rules-mutants.ts';

const rules = readFileSync(new URL('../../../firestore.rules', import.meta.url), 'utf8');
const emulator = findOfficialEmulator();

/** Milliseconds: each place is hundreds of calls of a server in Java. */
const PATIENCE = 60_000;

it('has an official emulator that knows the rules', (context) => {
  if ('missing' in emulator) context.skip(emulator.missing);
  expect(emulator).toHaveProperty('jar');
});

if ('jar' in emulator) {
  let environment: RulesEnvironment;

  beforeAll(async () => {
    environment = await RulesEnvironment.start(emulator.jar);
  });

  afterAll(() => environment.stop());

  describe(
    'the rules let owners get their link state, and nobody do anything else',
    { timeout: PATIENCE },
    () => {
      beforeAll(() => environment.use(rules));

      it.each(places)('in $name', async (place) => {
        const outcomes = casesOf(place).map(async (each) => {
          const outcome = await environment.outcomeOf(each);
          return outcome === each.expected ? [] : [`${each.name} is ${outcome}`];
        });
        const surprises = await Promise.all(outcomes);
        expect(surprises.flat()).toEqual([]);
      });
    },
  );

  describe('the table notices where', () => {
    it('something is changed, in every operation', () => {
      const noticing = new Set(mutants.map(({ caughtBy }) => caseNamed(caughtBy).operation));
      expect(noticing).toEqual(new Set(operations));
    });

    it.each(mutants)('$name ($caughtBy)', async ({ replace, by, caughtBy }) => {
      const mutated = rules.replace(replace, by);
      expect(mutated).not.toBe(rules);
      await environment.use(mutated);
      const { expected, ...each } = caseNamed(caughtBy);
      const outcome = await environment.outcomeOf({ ...each, expected });
      expect(outcome).toBe(expected === 'granted' ? 'denied' : 'granted');
    });
  });
}
