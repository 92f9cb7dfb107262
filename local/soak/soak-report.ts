import type { Verdict } from './audit.ts';
import type { Tally } from './faults/tally.ts';

export interface SoakReport extends Verdict {
  readonly seed: number;
  readonly sent: number;
  /** Messages of those who link and leave meanwhile, besides. */
  readonly restless: number;
  readonly journeys: Tally;
  /** Times that somebody was to get nothing: after a STOP, after an UNLINK. */
  readonly silences: number;
  readonly faults: readonly (readonly [name: string, count: number])[];
  /** Faults by call site of Firestore. */
  readonly callSites: Tally;
  readonly kills: number;
  /** Kills between two steps, by boundary; the others came at any moment. */
  readonly boundaries: Tally;
  readonly redriven: number;
  readonly seconds: number;
}
