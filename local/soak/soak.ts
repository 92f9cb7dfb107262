import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR, MINUTE } from '../../functions/src/domain/shared/clock.ts';
import { letPass } from '../world/let-pass.ts';
import { LocalWorld } from '../world/local-world.ts';
import { SeededRandomSource } from '../world/seeded-random-source.ts';
import { audit, type Verdict } from './audit.ts';
import { Backlog } from './backlog.ts';
import { Dice } from './dice.ts';
import { runFast } from './fast-time.ts';
import { linkPeople } from './linked-person.ts';
import { redriveDead } from './redrive-dead.ts';
import { SoakDocuments } from './soak-documents.ts';
import { Storm } from './storm.ts';
import { replyOnce, Traffic } from './traffic.ts';
import { dead, unfinished } from './unfinished.ts';

export interface SoakOptions {
  readonly messages: number;
  readonly seed: number;
  readonly people: number;
  /** The functions are killed once a wave. */
  readonly messagesPerWave: number;
  /** Milliseconds of real time: from the beginning of a wave to its kill, and between two messages. */
  readonly longestWait: number;
  readonly longestPause: number;
  readonly onProgress?: (stage: string) => void;
}

export interface SoakReport extends Verdict {
  readonly messages: number;
  readonly seed: number;
  readonly kills: number;
  readonly faults: ReadonlyMap<string, number>;
  readonly redriven: number;
  readonly seconds: number;
}

const PACE = 20;
const MOST_UNDER_WAY = 40;
const PATIENCE = 15_000;
const SHORTEST_WAIT = 300;
/** What came before the first backfill counts as older than Linkline. */
const FIRST_BACKFILL = 10 * MINUTE;
const CALM_STEP = 5 * MINUTE;
const LONGEST_CALM = 12 * HOUR;
const MOST_REDRIVES = 3;

const functionsModule = new URL('impatient-functions.ts', import.meta.url);
const parameters = {
  LINK_CONFIRMATION: 'off',
  FORWARD_EVENTS: 'link.created,message.failed',
  PROCESSING_MAX_RETRIES: '3',
  PROCESSING_MAX_DELAY_SECONDS: '60',
  LOG_LEVEL: 'error',
};

/**
 * Sends messages both ways while Twilio, the product and Cloud Tasks misbehave and the functions are killed again and again, then lets
 * everything come to its end and compares what arrived with what was asked.
 */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const startedAt = performance.now();
  const world = await LocalWorld.start({
    functionsIn: 'process',
    functionsModule,
    parameters,
    productReply: replyOnce,
    random: new SeededRandomSource(options.seed),
    transactionIdle: MINUTE / PACE,
  });
  try {
    const results = await new Soak(world, options).run();
    return { ...results, ...options, seconds: (performance.now() - startedAt) / 1_000 };
  } finally {
    await world.stop();
  }
}

class Soak {
  readonly #world: LocalWorld;
  readonly #options: SoakOptions;
  readonly #dice: Dice;
  readonly #storm: Storm;
  #kills = 0;
  #redriven = 0;

  constructor(world: LocalWorld, options: SoakOptions) {
    this.#world = world;
    this.#options = options;
    // another seed than the world's own choices: those come at times that no seed decides
    this.#dice = new Dice(new SeededRandomSource(options.seed + 1));
    this.#storm = new Storm(world, this.#dice);
  }

  async run() {
    const people = await linkPeople(this.#world, this.#options.people);
    await letPass(this.#world, FIRST_BACKFILL);
    const { longestPause } = this.#options;
    const traffic = new Traffic({ world: this.#world, people, dice: this.#dice, longestPause });
    try {
      await this.#rage(traffic);
      const remains = await this.#comeToTheEnd(traffic);
      const verdict = audit({ world: this.#world, traffic, remains });
      return { ...verdict, kills: this.#kills, faults: this.#storm.counts, redriven: this.#redriven };
    } finally {
      await traffic.stop();
    }
  }

  async #rage(traffic: Traffic): Promise<void> {
    const { messages, messagesPerWave } = this.#options;
    const backlog = new Backlog(this.#world.firestore);
    const slowDown = runFast(this.#world.clock, PACE);
    try {
      for (let sent = 0; sent < messages; sent += messagesPerWave) {
        const wave = Math.min(messagesPerWave, messages - sent);
        this.#storm.rage(wave);
        await Promise.all([traffic.send(wave), this.#kill()]);
        await backlog.below(MOST_UNDER_WAY, PATIENCE);
        this.#progress(`${sent + wave} of ${messages} sent`);
      }
    } finally {
      slowDown();
      this.#storm.calm();
    }
  }

  async #kill(): Promise<void> {
    await sleep(this.#dice.between(SHORTEST_WAIT, this.#options.longestWait));
    await this.#world.functionsProcess?.kill();
    this.#kills += 1;
    await sleep(this.#dice.between(0, SHORTEST_WAIT));
    await this.#world.functionsProcess?.restart();
  }

  /** Returns what has not come to its end in spite of all patience. */
  async #comeToTheEnd({ inbound }: Traffic): Promise<readonly string[]> {
    for (let redrives = 0; ; redrives += 1) {
      const remains = await this.#comeToRest(inbound);
      const given = dead(new SoakDocuments(this.#world.firestore));
      if (remains.length > 0 || given.length === 0) return remains;
      if (redrives === MOST_REDRIVES) return given.map((id) => `${id} is dead in spite of each redrive`);
      await redriveDead(this.#world);
      this.#redriven += given.length;
    }
  }

  async #comeToRest(inbound: Traffic['inbound']): Promise<readonly string[]> {
    let remains: readonly string[] = [];
    for (let waited = 0; waited < LONGEST_CALM; waited += CALM_STEP) {
      await letPass(this.#world, CALM_STEP);
      remains = unfinished(new SoakDocuments(this.#world.firestore), inbound);
      if (remains.length === 0) return [];
      this.#progress(`${remains.length} to come to their end`);
    }
    return remains;
  }

  #progress(stage: string): void {
    this.#options.onProgress?.(stage);
  }
}
