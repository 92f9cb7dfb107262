import { getFirestore } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import type { DocumentChange } from '../../../local/firestore/embedded-firestore.ts';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import type {
  LinkingRepositories,
  LinkingTransactions,
} from '../../src/domain/linking/linking-repositories.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from '../app/support/linking-world.ts';

const STRANGER = 'whatsapp:+15551110009';
const UNKNOWN_CODE = 'LINK ZZZZ-ZZZZ';
const LIFETIME = 10 * 60_000;

type Prepare = (world: LinkingWorld) => Promise<string>;

const messageOf = ({ code }: Awaited<ReturnType<LinkingWorld['start']>>) => formatLinkMessage(code);

/** Each leads to a LINK message that is worth nothing to whoever sends it. */
const refusedCodes: Readonly<Record<string, Prepare>> = {
  async expired(world) {
    const started = await world.start('ada');
    world.clock.advance(LIFETIME);
    return messageOf(started);
  },
  async 'claimed by somebody else'(world) {
    return messageOf(await world.claim('ada', ADA_PHONE));
  },
  async 'claimed by somebody else and expired'(world) {
    const claimed = await world.claim('ada', ADA_PHONE);
    world.clock.advance(LIFETIME);
    return messageOf(claimed);
  },
  async spent(world) {
    const claimed = await world.claim('ada', ADA_PHONE);
    await world.confirm('ada', claimed.requestId, claimed.confirmationNumber);
    return messageOf(claimed);
  },
  async 'spent, of a user who has unlinked since'(world) {
    const claimed = await world.claim('ada', ADA_PHONE);
    await world.confirm('ada', claimed.requestId, claimed.confirmationNumber);
    await world.module.unlink.execute({ userId: 'ada' });
    return messageOf(claimed);
  },
  async canceled(world) {
    const started = await world.start('ada');
    await world.module.cancelLink.execute({ userId: 'ada', requestId: started.requestId });
    return messageOf(started);
  },
  async replaced(world) {
    const started = await world.start('ada');
    await world.start('ada');
    return messageOf(started);
  },
  async 'ended by NO'(world) {
    const claimed = await world.claim('ada', ADA_PHONE);
    await world.receive(ADA_PHONE, 'NO');
    return messageOf(claimed);
  },
  async 'ended by wrong digits'(world) {
    const claimed = await world.claim('ada', ADA_PHONE);
    const wrong = claimed.confirmationNumber === '000000' ? '000001' : '000000';
    for (let entry = 0; entry < 5; entry += 1) {
      await world.confirm('ada', claimed.requestId, wrong).catch(() => {});
    }
    return messageOf(claimed);
  },
  async 'of a user whose link document is gone'(world) {
    const started = await world.start('ada');
    await getFirestore().doc('whatsapp_links/ada').delete();
    return messageOf(started);
  },
};

type Observed = Awaited<ReturnType<typeof observed>>;

/** Everything that tells one refusal from another, but time. */
async function observed(prepare: Prepare, act: (world: LinkingWorld, prepared: string) => Promise<unknown>) {
  const calls: string[] = [];
  const world = await LinkingWorld.create({
    intercept: (outside) => ({ ...outside, transactions: recording(outside.transactions, calls) }),
  });
  const prepared = await prepare(world);
  calls.length = 0;
  world.firestore.operations.reset();
  const changes: string[] = [];
  const stop = world.firestore.onCommit((committed) => {
    changes.push(
      ...committed.map(({ kind, path, after }) => `${kind} ${path.split('/')[0]} ${shapeOf(after)}`),
    );
  });
  const answer = await act(world, prepared);
  stop();
  return {
    answer,
    calls: calls.toSorted(),
    changes: changes.toSorted(),
    counts: world.firestore.operations.snapshot(),
  };
}

/** Which fields a document has, and how long its lists are: what it costs and what it counts. */
function shapeOf(after: DocumentChange['after']): string {
  const shapes = Object.entries(after ?? {}).map(([name, value]) =>
    Array.isArray(value) ? `${name}[${value.length}]` : value === null ? '' : name,
  );
  return shapes.toSorted().join(' ');
}

/** Notes each use of a repository. */
function recording(transactions: LinkingTransactions, calls: string[]): LinkingTransactions {
  return {
    run: (name, work) => transactions.run(name, (repositories) => work(recordingAll(repositories, calls))),
  };
}

function recordingAll(repositories: LinkingRepositories, calls: string[]): LinkingRepositories {
  return new Proxy(repositories, {
    get: (target, name) => recordingOne(String(name), Reflect.get(target, name), calls),
  });
}

function recordingOne(name: string, repository: unknown, calls: string[]): unknown {
  if (typeof repository !== 'object' || repository === null) return repository;
  return new Proxy(repository, {
    get(target, method) {
      const value: unknown = Reflect.get(target, method);
      if (typeof value !== 'function') return value;
      calls.push(`${name}.${String(method)}`);
      return value.bind(target);
    },
  });
}

describe('a code that links nothing', () => {
  let unknown: Observed | undefined;
  const sendIt = async (world: LinkingWorld, message: string) => {
    const { replyText } = await world.receive(STRANGER, message);
    return replyText;
  };

  it.each(Object.entries(refusedCodes))(
    'looks like any other from a strange phone: %s',
    async (_, prepare) => {
      unknown ??= await observed(async () => UNKNOWN_CODE, sendIt);
      expect(unknown.answer).toContain('unknown or has expired');
      expect(unknown.calls).toContain('links.find');
      expect(await observed(prepare, sendIt)).toEqual(unknown);
    },
  );
});

describe('a request that is not the caller’s', () => {
  const confirmIt = async (world: LinkingWorld, requestId: string) => {
    const error: unknown = await world
      .confirm('grace', requestId, '123456')
      .catch((reason: unknown) => reason);
    const canceled = await world.module.cancelLink.execute({ userId: 'grace', requestId });
    return { error, canceled };
  };
  const unknownId = 'A'.repeat(22);
  /** The caller has a request too. */
  const besides =
    (prepare: Prepare): Prepare =>
    async (world) => {
      await world.start('grace');
      return prepare(world);
    };

  it.each<[string, Prepare]>([
    ['open', async (world) => (await world.start('ada')).requestId],
    ['claimed', async (world) => (await world.claim('ada', ADA_PHONE)).requestId],
    ['claimed by the caller’s own phone', async (world) => (await world.claim('ada', GRACE_PHONE)).requestId],
    ['confirmed', (world) => world.link('ada', ADA_PHONE)],
    [
      'expired',
      async (world) => {
        const { requestId } = await world.claim('ada', ADA_PHONE);
        world.clock.advance(LIFETIME);
        return requestId;
      },
    ],
  ])('cannot be told from one that does not exist: %s', async (_, prepare) => {
    const unknown = await observed(
      besides(async () => unknownId),
      confirmIt,
    );
    expect(unknown.answer).toMatchObject({
      error: { code: 'link-code-invalid' },
      canceled: { outcome: 'nothing-to-cancel' },
    });
    expect(await observed(besides(prepare), confirmIt)).toEqual(unknown);
  });
});

describe('what a stranger reads', () => {
  it.each(['hi', 'STATUS', 'HELP', 'UNLINK', 'STOP', 'START', 'NO', UNKNOWN_CODE])(
    'says nothing of others: %s',
    async (body) => {
      const inEmptyWorld = await observed(
        async () => body,
        (world) => world.receive(STRANGER, body),
      );
      const amongOthers = await observed(
        async (world) => {
          await world.link('ada', ADA_PHONE);
          await world.claim('grace', GRACE_PHONE);
          await world.receive(ADA_PHONE, 'STOP');
          return body;
        },
        (world) => world.receive(STRANGER, body),
      );
      expect(amongOthers).toEqual(inEmptyWorld);
    },
  );

  it('never is that a number is taken: only its holder reads that, and the account that wants it learns nothing', async () => {
    const world = await LinkingWorld.create();
    await world.link('ada', ADA_PHONE);
    const { code, requestId } = await world.start('grace');
    const shownBefore = world.documents('whatsapp_links').get('grace');
    expect((await world.receive(ADA_PHONE, formatLinkMessage(code))).reply).toBe('number-taken');
    expect(world.documents('whatsapp_links').get('grace')).toEqual(shownBefore);
    await expect(world.confirm('grace', requestId, '123456')).rejects.toMatchObject({
      code: 'link-request-not-claimed',
    });
    expect((await world.receive(STRANGER, formatLinkMessage(code))).reply).toBe('link-claimed');
  });
});
