import type { FirestoreCall, FirestoreStrike } from '../../firestore/embedded-firestore.ts';
import type { DiceSet } from '../dice.ts';
import { Tally } from './tally.ts';

const STRUCK = 0.03;
/** Real time: it holds up whoever waits for the same documents too. */
const SLOW_MS = 700;
/** ABORTED says that nothing was done, so that it never comes after the effect. */
const STRIKES: readonly FirestoreStrike[] = [
  { when: 'before', code: 'UNAVAILABLE' },
  { when: 'before', code: 'ABORTED' },
  { when: 'before', code: 'DEADLINE_EXCEEDED' },
  { when: 'after', code: 'UNAVAILABLE' },
  { when: 'after', code: 'DEADLINE_EXCEEDED' },
  { when: 'before', code: 'OK', delayMs: SLOW_MS },
];

/** Faults at every call site of Firestore, each kind as often as the others. */
export class FirestoreStorm {
  /** By method, code and moment. */
  readonly faults = new Tally();
  /** By call site. */
  readonly sites = new Tally();
  readonly #dice: DiceSet;
  readonly #perSite = new Tally();

  constructor(dice: DiceSet) {
    this.#dice = dice;
  }

  choose({ method, site }: FirestoreCall): FirestoreStrike | undefined {
    const dice = this.#dice.of(site);
    this.sites.know(site);
    if (!dice.happens(STRUCK)) return undefined;
    for (const strike of STRIKES) this.#perSite.know(nameOf(site, strike));
    const name = dice.pick(this.#perSite.rarest((other) => other.startsWith(`${site}: `)));
    const strike = STRIKES.find((other) => nameOf(site, other) === name);
    if (strike === undefined) return undefined;
    this.#perSite.count(name);
    this.sites.count(site);
    this.faults.count(nameOf(`Firestore ${method}`, strike));
    return strike;
  }
}

function nameOf(place: string, { when, code }: FirestoreStrike): string {
  return `${place}: ${code === 'OK' ? 'slow' : `${code} ${when}`}`;
}
