import { DAY, MINUTE } from '../../functions/src/domain/shared/clock.ts';
import { retryDelays } from '../firestore/triggers/retry-delays.ts';
import { letPass } from '../world/let-pass.ts';
import { LocalWorld } from '../world/local-world.ts';
import { SeededRandomSource } from '../world/seeded-random-source.ts';
import { audit, linkInvariants } from './audit.ts';
import { Backlog } from './backlog.ts';
import { comeToTheEnd } from './calm.ts';
import { DiceSet } from './dice.ts';
import { runFast } from './fast-time.ts';
import { Crashes } from './faults/crashes.ts';
import { Storm } from './faults/storm.ts';
import type { Evidence } from './invariants/evidence.ts';
import { OutboxHistory } from './outbox-history.ts';
import { SoakDocuments } from './soak-documents.ts';
import type { SoakOptions } from './soak-options.ts';
import type { SoakReport } from './soak-report.ts';
import { replyOnce, Traffic } from './traffic/traffic.ts';

const PACE = 20;
/** Real time. Eventarc repeats an event for a day. */
const EVENT_PATIENCE = DAY / PACE;
/** What came before the first backfill counts as older than Linkline. */
const FIRST_BACKFILL = 10 * MINUTE;

const functionsModule = new URL('impatient-functions.ts', import.meta.url);
const parameters = {
  FORWARD_EVENTS: 'link.created,link.removed,contact.opted_out,message.failed',
  PROCESSING_MAX_RETRIES: '3',
  PROCESSING_MAX_DELAY_SECONDS: '60',
  // an hour of the world's time has room for many journeys
  LINK_REQUESTS_PER_HOUR: '100',
  WRONG_CODES_PER_HOUR: '100',
  AUTOMATIC_REPLIES_PER_HOUR: '100',
  LOG_LEVEL: 'error',
};

/**
 * Lets people link, leave and write while everything around Linkline misbehaves and its functions are killed again and again, then lets
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
    eventRetryDelays: retryDelays({ cap: 1_000, total: EVENT_PATIENCE }),
  });
  try {
    const results = await new Soak(world, options).run();
    return { ...results, seed: options.seed, seconds: (performance.now() - startedAt) / 1_000 };
  } finally {
    await world.stop();
  }
}

class Soak {
  readonly #world: LocalWorld;
  readonly #options: SoakOptions;
  readonly #history: OutboxHistory;
  readonly #traffic: Traffic;
  readonly #crashes: Crashes;
  readonly #storm: Storm;
  #sent = 0;

  constructor(world: LocalWorld, options: SoakOptions) {
    const functions = world.functionsProcess;
    if (functions === undefined) throw new Error('The functions must run in a process of their own.');
    const dice = new DiceSet(options.seed);
    this.#world = world;
    this.#options = options;
    this.#history = new OutboxHistory(world.firestore);
    this.#traffic = new Traffic({ ...options, world, dice });
    this.#crashes = new Crashes({ ...options, functions, dice: dice.of('crashes') });
    this.#storm = new Storm(world, dice, this.#crashes.killer);
  }

  async run() {
    try {
      await this.#traffic.begin();
      await letPass(this.#world, FIRST_BACKFILL);
      await this.#rage();
      await letPass(this.#world, 0);
      const early = linkInvariants.flatMap((invariant) => invariant(this.#evidence()));
      const { remains, redriven } = await comeToTheEnd(this.#world, this.#traffic, this.#progress);
      const verdict = audit(this.#evidence());
      const violations = [...early, ...remains, ...verdict.violations];
      return { ...verdict, violations, redriven, ...this.#figures() };
    } finally {
      await this.#traffic.stop();
    }
  }

  async #rage(): Promise<void> {
    const ended = new AbortController();
    const slowDown = runFast(this.#world.clock, PACE);
    const beside = [this.#crashes.rage(ended.signal), this.#traffic.beRestless(ended.signal)];
    try {
      await Promise.race([this.#sendAll(), failureOf(beside)]);
    } finally {
      ended.abort();
      await Promise.all(beside);
      this.#storm.calm();
      slowDown();
    }
  }

  async #sendAll(): Promise<void> {
    const { mostUnderWay, patience } = this.#options;
    const backlog = new Backlog(this.#world.firestore);
    const startedAt = performance.now();
    for (let wave = this.#nextWave(startedAt); wave > 0; wave = this.#nextWave(startedAt)) {
      this.#storm.rage();
      await this.#traffic.send(wave);
      this.#sent += wave;
      await backlog.below(mostUnderWay, patience);
      this.#progress(`${this.#sent} sent, ${this.#crashes.total} kills`);
    }
  }

  #nextWave(startedAt: number): number {
    const { length, messagesPerWave } = this.#options;
    if ('messages' in length) return Math.min(messagesPerWave, length.messages - this.#sent);
    return performance.now() - startedAt < length.minutes * MINUTE ? messagesPerWave : 0;
  }

  #evidence(): Evidence {
    const { simulator, product, clock, firestore } = this.#world;
    const { silences, deleted, fromPhones, toPhones } = this.#traffic;
    return {
      documents: new SoakDocuments(firestore),
      now: clock.now(),
      history: this.#history,
      silences,
      deleted,
      fromPhones,
      toPhones,
      messages: simulator.messages(),
      received: product.received,
    };
  }

  #figures() {
    const { silences, travelled, fromPhones, toPhones } = this.#traffic;
    return {
      sent: this.#sent,
      restless: [...fromPhones, ...toPhones].filter(({ mustArrive }) => !mustArrive).length,
      journeys: travelled,
      silences: silences.stopped.count + silences.unlinkedPhones.count + silences.unlinkedUsers.count,
      faults: this.#storm.faults,
      callSites: this.#storm.firestore.sites,
      kills: this.#crashes.total,
      boundaries: this.#crashes.killer.kills,
    };
  }

  readonly #progress = (stage: string): void => this.#options.onProgress?.(stage);
}

/** Never resolves, but rejects as soon as one of them does. */
async function failureOf(running: readonly Promise<void>[]): Promise<never> {
  await Promise.all(running);
  return await new Promise<never>(() => {});
}
