import * as fc from 'fast-check';
import { callableShape, type CallableShape } from './callable-payloads.ts';
import { callableTrial } from './callable-trial.ts';
import { casesIn, noFigures, withVerdicts, type FuzzFigures } from './fuzz-figures.ts';
import { FuzzWorld, type Verdict } from './fuzz-world.ts';
import { identityOf, type Identity } from './identity.ts';
import { KnownAnswers } from './known-answers.ts';
import { statusShape, statusTrial, type StatusShape } from './status-trial.ts';
import type { Trial } from './trial.ts';
import { webhookShape, type WebhookShape } from './webhook-bodies.ts';
import { webhookTrial } from './webhook-trial.ts';

export interface FuzzOptions {
  readonly cases: number;
  /** The cases of a run are those of its seed, then those of the seed that is `stride` away, and so on. */
  readonly seed: number;
  readonly stride: number;
  readonly onProgress?: (cases: number) => void;
}

type Shape =
  | { readonly function: 'webhook'; readonly shape: WebhookShape }
  | { readonly function: 'status'; readonly shape: StatusShape }
  | { readonly function: 'callable'; readonly shape: CallableShape };

const CASES_AT_ONCE = 40;
const BATCHES_OF_A_SEED = 15;
const MOST_VIOLATIONS = 3;
const LONGEST_SHOWN_BODY = 2_000;

const anyShape: fc.Arbitrary<Shape> = fc.oneof(
  { weight: 16, arbitrary: fc.record({ function: fc.constant('webhook' as const), shape: webhookShape }) },
  { weight: 2, arbitrary: fc.record({ function: fc.constant('status' as const), shape: statusShape }) },
  { weight: 2, arbitrary: fc.record({ function: fc.constant('callable' as const), shape: callableShape }) },
);
const batch = fc.array(anyShape, { minLength: 1, maxLength: CASES_AT_ONCE, size: 'max' });

/** Sends every prefix of good bodies, then generated ones, until there have been so many; stops a seed at its first violation. */
export async function runFuzz({ cases, seed, stride, onProgress }: FuzzOptions): Promise<FuzzFigures> {
  const startedAt = performance.now();
  const world = await FuzzWorld.start();
  const run = new FuzzRun(world);
  try {
    await run.tryPrefixes();
    for (let current = seed; run.cases < cases && run.violations < MOST_VIOLATIONS; current += stride) {
      await run.trySeed(current);
      onProgress?.(run.cases);
    }
  } finally {
    await world.stop();
  }
  return { ...run.figures, seconds: (performance.now() - startedAt) / 1_000 };
}

class FuzzRun {
  figures: FuzzFigures = noFigures;
  readonly #world: FuzzWorld;
  readonly #answers: KnownAnswers;
  #identities = 0;

  constructor(world: FuzzWorld) {
    this.#world = world;
    this.#answers = new KnownAnswers({
      productName: world.productName,
      linkPageUrl: 'http://127.0.0.1:4000/link',
    });
  }

  get cases(): number {
    return casesIn(this.figures);
  }

  get violations(): number {
    return this.figures.violations.length;
  }

  async tryPrefixes(): Promise<void> {
    const shapes = [goodMessage, goodCall].flatMap((shape) =>
      prefixesOf(shape, this.#trialOf(shape).body.length),
    );
    while (shapes.length > 0) {
      const verdicts = await this.#try(shapes.splice(0, CASES_AT_ONCE));
      this.#violated('a prefix', verdicts);
    }
  }

  async trySeed(seed: number): Promise<void> {
    let last: readonly Verdict[] = [];
    const property = fc.asyncProperty(batch, async (shapes) => {
      const verdicts = await this.#try(shapes);
      const isViolated = verdicts.some(({ problems }) => problems.length > 0);
      if (isViolated) last = verdicts;
      return !isViolated;
    });
    const { failed } = await fc.check(property, { seed, numRuns: BATCHES_OF_A_SEED });
    if (failed) this.#violated(`seed ${seed}`, last);
  }

  async #try(shapes: readonly Shape[]): Promise<readonly Verdict[]> {
    const verdicts = await this.#world.try(shapes.map((shape) => this.#trialOf(shape)));
    this.figures = withVerdicts(this.figures, verdicts);
    return verdicts;
  }

  #trialOf(shape: Shape): Trial {
    const identity: Identity = identityOf((this.#identities += 1));
    const { baseUrl } = this.#world;
    switch (shape.function) {
      case 'webhook':
        return webhookTrial(shape.shape, { identity, baseUrl, answers: this.#answers });
      case 'status':
        return statusTrial(shape.shape, identity, baseUrl);
      case 'callable':
        return callableTrial(shape.shape, { identity, tokenOf: (userId) => this.#world.tokenOf(userId) });
    }
  }

  #violated(where: string, verdicts: readonly Verdict[]): void {
    const violations = verdicts
      .filter(({ problems }) => problems.length > 0)
      .map((verdict) => `${where}: ${describeVerdict(verdict)}`);
    this.figures = { ...this.figures, violations: [...this.figures.violations, ...violations] };
  }
}

const goodMessage: Shape = {
  function: 'webhook',
  shape: {
    sender: 'linked',
    body: 'Grüße 👋 & 100 %',
    known: [['ProfileName', 'Ada "the first"']],
    odd: [['__proto__', 'x']],
    oddFirst: false,
    damage: { kind: 'none' },
    contentType: 'application/x-www-form-urlencoded',
    forgery: 'none',
    query: '',
    times: 1,
  },
};

const goodCall: Shape = {
  function: 'callable',
  shape: {
    name: 'sendMessage',
    data: { kind: 'message', body: 'Grüße 👋 "100 %"', variables: null },
    cut: 1,
    caller: 'user',
    contentType: 'application/json',
  },
};

/** Cut to every length, the whole one too. */
function prefixesOf(good: Shape, length: number): Shape[] {
  return Array.from({ length: length + 1 }, (_, bytes): Shape => {
    // in the middle of a byte, where rounding does no harm
    const at = Math.min(1, (bytes + 0.5) / length);
    if (good.function === 'webhook')
      return { ...good, shape: { ...good.shape, damage: { kind: 'cut', at } } };
    if (good.function === 'callable') return { ...good, shape: { ...good.shape, cut: at } };
    return good;
  });
}

function describeVerdict({ trial, answers, problems }: Verdict): string {
  const statuses = answers.map(({ status }) => status).join(', ');
  const headers = JSON.stringify(trial.headers);
  const body = JSON.stringify(Buffer.from(trial.body).toString('latin1')).slice(0, LONGEST_SHOWN_BODY);
  return `${problems.join('; ')}\n    ${trial.kind}: POST ${trial.path} ${headers} x${trial.times}: ${statuses}\n    ${body}`;
}
