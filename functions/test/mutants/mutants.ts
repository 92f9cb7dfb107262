import { identityMutants } from './identity-mutants.ts';
import { linkingMutants } from './linking-mutants.ts';
import type { Mutant } from './mutant.ts';
import { outsideMutants } from './outside-mutants.ts';
import { webhookMutants } from './webhook-mutants.ts';

/** At least one for each row of docs/threat-model.md. */
export const mutants: readonly Mutant[] = [
  ...webhookMutants,
  ...linkingMutants,
  ...identityMutants,
  ...outsideMutants,
];
