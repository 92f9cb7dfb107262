import { HOUR, MINUTE } from '../../functions/src/domain/shared/clock.ts';
import { letPass } from '../world/let-pass.ts';
import type { LocalWorld } from '../world/local-world.ts';
import { redriveDead } from './redrive-dead.ts';
import { SoakDocuments } from './soak-documents.ts';
import type { Traffic } from './traffic/traffic.ts';
import { dead, unfinished } from './unfinished.ts';

/** What has not come to its end in spite of all patience, in words, and how much an operator had to redrive. */
export interface End {
  readonly remains: readonly string[];
  readonly redriven: number;
}

const STEP = 5 * MINUTE;
const LONGEST_CALM = 12 * HOUR;
const MOST_REDRIVES = 3;

/** Lets time pass, and sweeps with it, until everything is at its end; what was given up is redriven as an operator would. */
export async function comeToTheEnd(
  world: LocalWorld,
  traffic: Traffic,
  onProgress: (stage: string) => void,
): Promise<End> {
  let redriven = 0;
  for (let redrives = 0; ; redrives += 1) {
    const remains = await comeToRest(world, traffic, onProgress);
    const given = dead(new SoakDocuments(world.firestore));
    if (remains.length > 0 || given.length === 0) return { remains, redriven };
    if (redrives === MOST_REDRIVES) {
      return { remains: given.map((id) => `${id} is dead in spite of each redrive`), redriven };
    }
    await redriveDead(world);
    redriven += given.length;
  }
}

async function comeToRest(
  world: LocalWorld,
  { fromPhones }: Traffic,
  onProgress: (stage: string) => void,
): Promise<readonly string[]> {
  let remains: readonly string[] = [];
  for (let waited = 0; waited < LONGEST_CALM; waited += STEP) {
    await letPass(world, STEP);
    remains = unfinished(new SoakDocuments(world.firestore), fromPhones);
    if (remains.length === 0) return [];
    onProgress(`${remains.length} to come to their end`);
  }
  return remains;
}
