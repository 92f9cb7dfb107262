import type { Firestore } from 'firebase-admin/firestore';
import { onTaskDispatched } from 'firebase-functions/tasks';
import type { DocumentChange } from '../../../local/firestore/embedded-firestore.ts';
import { unsignedToken } from '../../../local/auth/unsigned-token.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { firestoreClient } from '../../src/infra/firestore/firestore-client.ts';
import type { FuzzAnswer, Trial } from './trial.ts';

export interface Verdict {
  readonly trial: Trial;
  readonly answers: readonly FuzzAnswer[];
  readonly changes: number;
  readonly problems: readonly string[];
}

const HOUR_IN_SECONDS = 3_600;

/** The functions that strangers reach, really served, with nothing else going on: what is stored is what the trials stored. */
export class FuzzWorld {
  readonly #world: LocalWorld;
  readonly #store: Firestore;
  readonly #changes: DocumentChange[] = [];

  private constructor(world: LocalWorld) {
    this.#world = world;
    this.#store = firestoreClient('(default)').firestore;
    world.firestore.onCommit((changes) => this.#changes.push(...changes));
  }

  static async start(): Promise<FuzzWorld> {
    const parameters = { LOG_LEVEL: 'error' };
    return new FuzzWorld(await LocalWorld.start({ parameters, functions: reachableFunctions }));
  }

  get baseUrl(): string {
    return this.#world.functionsBaseUrl;
  }

  get productName(): string {
    return this.#world.productName;
  }

  /** Of a user who has an account and may send messages. */
  tokenOf(userId: string): string {
    this.#world.signIn({ uid: userId, name: userId, email: `${userId}@example.com` });
    const now = Math.floor(this.#world.clock.now() / 1_000);
    return unsignedToken({
      iss: `https://securetoken.google.com/${localIdentity.project}`,
      aud: localIdentity.project,
      sub: userId,
      user_id: userId,
      auth_time: now,
      iat: now,
      exp: now + HOUR_IN_SECONDS,
      whatsapp_sender: true,
    });
  }

  /** Tries all of them at once, on a store that holds nothing but what they want. */
  async try(trials: readonly Trial[]): Promise<readonly Verdict[]> {
    this.#world.firestore.clear();
    await this.#storeFor(trials);
    this.#changes.length = 0;
    const answers = await Promise.all(trials.map((trial) => this.#send(trial)));
    const changes = this.#changes.splice(0).map((change) => ({ change, text: JSON.stringify(change) }));
    const verdicts = trials.map((trial, position) => {
      const own = changes.filter(({ text }) => isMarked(text, trial.marks));
      return verdictOf(
        trial,
        answers[position] ?? [],
        own.map(({ change }) => change),
      );
    });
    const nobodys = changes.filter(({ text }) => !trials.some(({ marks }) => isMarked(text, marks)));
    const problems = nobodys.map(({ change }) => `${change.kind} for nobody: ${change.path}`);
    const [first, ...others] = verdicts;
    return first === undefined ? [] : [{ ...first, problems: [...first.problems, ...problems] }, ...others];
  }

  async stop(): Promise<void> {
    await this.#world.stop();
  }

  async #storeFor(trials: readonly Trial[]): Promise<void> {
    const batch = this.#store.batch();
    const stored = trials.flatMap((trial) => trial.stored);
    for (const { path, data } of stored) batch.set(this.#store.doc(path), data);
    await batch.commit();
  }

  async #send({ path, headers, body, times }: Trial): Promise<readonly FuzzAnswer[]> {
    const answers: FuzzAnswer[] = [];
    for (let count = 0; count < times; count += 1) {
      const response = await fetch(this.baseUrl + path, { method: 'POST', headers: { ...headers }, body });
      const type = response.headers.get('content-type') ?? '';
      answers.push({ status: response.status, type, body: await response.text() });
    }
    return answers;
  }
}

async function reachableFunctions(): Promise<Readonly<Record<string, unknown>>> {
  const functions = await import('../../src/index.ts');
  const { twilioWebhook, twilioStatus } = functions;
  const { startLink, confirmLink, cancelLink, unlink, exportMyData, sendMessage } = functions;
  const callables = { startLink, confirmLink, cancelLink, unlink, exportMyData, sendMessage };
  // a queue of this name, and nobody who sends
  const sendOutboundMessage = onTaskDispatched(() => {});
  return { twilioWebhook, twilioStatus, ...callables, sendOutboundMessage };
}

function verdictOf(
  trial: Trial,
  answers: readonly FuzzAnswer[],
  changes: readonly DocumentChange[],
): Verdict {
  const isRefused = answers.every(({ status }) => status >= 400);
  const uncounted = changes.filter(
    ({ path }) => !(trial.countedIn ?? []).some((name) => path.startsWith(`${name}/`)),
  );
  const problems = [
    ...answers.flatMap(({ status }) => (status >= 500 ? [`answered ${status}`] : [])),
    ...(isRefused ? uncounted.map(({ kind, path }) => `refused, and yet ${kind}: ${path}`) : []),
    // Twilio would send it to the person
    ...answers.flatMap(({ type, body }) =>
      type.startsWith('text/plain') && body !== '' ? ['plain text'] : [],
    ),
    ...trial.judge(answers, changes),
  ];
  return { trial, answers, changes: changes.length, problems };
}

function isMarked(text: string, marks: readonly string[]): boolean {
  return marks.some((mark) => text.includes(mark));
}
