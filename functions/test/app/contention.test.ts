import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { UserMappingError } from '../../src/domain/linking/user-mapping-error.ts';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import { ContentionError } from '../../src/domain/shared/storage-errors.ts';
import { CountingRandom } from './support/counting-random.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from './support/linking-world.ts';

const HOUR = 3_600_000;
const sid = (digit: string) => `SM${digit.repeat(32)}`;

describe('many at once', () => {
  it('makes one mapping of twenty simultaneous confirmations, and every caller reads the same success', async () => {
    const world = await LinkingWorld.create();
    const { requestId, confirmationNumber } = await world.claim('ada', ADA_PHONE);
    const confirmations = await Promise.allSettled(
      Array.from({ length: 20 }, () => world.confirm('ada', requestId, confirmationNumber)),
    );
    await world.settle();

    const successes = confirmations.filter((one) => one.status === 'fulfilled');
    const failures = confirmations.filter((one) => one.status === 'rejected');
    expect(successes.length).toBeGreaterThan(0);
    expect(new Set(successes.map((success) => JSON.stringify(success.value))).size).toBe(1);
    expect(failures.map(({ reason }) => isClear(reason))).toEqual(failures.map(() => true));
    expect(world.documents('whatsapp_user_mappings').size).toBe(1);
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });

  it('counts twenty simultaneous wrong entries: no more than five are tried', async () => {
    const world = await LinkingWorld.create();
    const { requestId, confirmationNumber } = await world.claim('ada', ADA_PHONE);
    const wrong = Array.from({ length: 20 }, (_, number) => String(number).padStart(6, '0'));
    await Promise.allSettled(
      wrong
        .filter((guess) => guess !== confirmationNumber)
        .map((guess) => world.confirm('ada', requestId, guess)),
    );
    await expect(world.confirm('ada', requestId, confirmationNumber)).rejects.toBeInstanceOf(
      UserMappingError,
    );
    expect(world.documents('whatsapp_user_mappings').size).toBe(0);
  });

  it('gives a number that two users claim to one of them', async () => {
    const world = await LinkingWorld.create();
    const [ofAda, ofGrace] = await Promise.all([world.start('ada'), world.start('grace')]);
    const replies = await Promise.all(
      [ofAda, ofGrace].map(({ code }) => world.receive(ADA_PHONE, formatLinkMessage(code))),
    );
    const [adaDigits, graceDigits] = replies.map(({ replyText }) => /\d{6}/.exec(replyText ?? '')?.[0] ?? '');
    const confirmations = await Promise.allSettled([
      world.confirm('ada', ofAda.requestId, adaDigits ?? ''),
      world.confirm('grace', ofGrace.requestId, graceDigits ?? ''),
    ]);
    expect(confirmations.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(world.documents('whatsapp_user_mappings').size).toBe(1);
  });

  it('gives a code that two phones send to one of them for good', async () => {
    const world = await LinkingWorld.create();
    const { code } = await world.start('ada');
    const replies = await Promise.all(
      [ADA_PHONE, GRACE_PHONE].map((phone) => world.receive(phone, formatLinkMessage(code))),
    );
    expect(replies.map(({ reply }) => reply).toSorted()).toEqual(['link-claimed', 'link-code-refused']);
  });

  it('leaves a user with one mapping who confirms two requests from two phones', async () => {
    const world = await LinkingWorld.create();
    const first = await world.claim('ada', ADA_PHONE);
    const second = await world.claim('ada', GRACE_PHONE);
    await Promise.allSettled([
      world.confirm('ada', first.requestId, first.confirmationNumber),
      world.confirm('ada', second.requestId, second.confirmationNumber),
    ]);
    const mappings = [...world.documents('whatsapp_user_mappings').values()];
    expect(mappings).toHaveLength(1);
    expect(mappings[0]).toMatchObject({ whatsapp_number: GRACE_PHONE });
  });
});

describe('the trigger event', () => {
  it('announces once, delivered five times at once', async () => {
    const world = await LinkingWorld.create();
    await world.link('ada', ADA_PHONE);
    const event = world.takeEvents().find(({ path }) => path.startsWith('whatsapp_user_mappings/'));
    if (event === undefined) throw new Error('No mapping was created.');
    await Promise.all(Array.from({ length: 5 }, () => world.deliver(event)));
    await world.settle();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });

  it('is silent late, after an UNLINK, and after an hour, and speaks again for a new link', async () => {
    const world = await LinkingWorld.create();
    await world.link('ada', ADA_PHONE);
    const events = world.takeEvents();
    await world.receive(ADA_PHONE, 'UNLINK');
    for (const event of events) await world.deliver(event);
    await world.settle();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);

    await world.link('ada', ADA_PHONE);
    await world.settle();
    for (const event of events) await world.deliver(event);
    await world.settle();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);

    await world.receive(ADA_PHONE, 'UNLINK');
    await world.link('ada', ADA_PHONE);
    world.clock.advance(HOUR + 1);
    await world.settle();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });
});

/** Ada is linked to one phone while another phone has claimed her next request. */
const operations = {
  start: (world: LinkingWorld) => world.start('ada'),
  cancel: (world: LinkingWorld, { requestId }: Prepared) =>
    world.module.cancelLink.execute({ userId: 'ada', requestId }),
  confirm: (world: LinkingWorld, { requestId, confirmationNumber }: Prepared) =>
    world.confirm('ada', requestId, confirmationNumber),
  'UNLINK of the linked phone': (world: LinkingWorld) =>
    world.receive(ADA_PHONE, 'UNLINK', { sid: sid('a') }),
  'NO of the claiming phone': (world: LinkingWorld) => world.receive(GRACE_PHONE, 'NO', { sid: sid('b') }),
  unlink: (world: LinkingWorld) => world.module.unlink.execute({ userId: 'ada' }),
};

interface Prepared {
  readonly requestId: string;
  readonly confirmationNumber: string;
}

type Operation = keyof typeof operations;
const names = Object.keys(operations) as Operation[]; // keys of the literal above
const pairs = names.flatMap((one, position) => names.slice(position).map((other) => ({ one, other })));

describe('two at once on one user equal one after the other', () => {
  it.each(pairs)('$one and $other', async ({ one, other }) => {
    const inOrder = await statesAfter(async (perform) => {
      await perform(one);
      await perform(other);
    });
    const atOnce = await statesAfter(async (perform) => {
      await Promise.all([perform(one), perform(other)]);
    });
    if (isDeepStrictEqual(atOnce, inOrder)) return;
    const inReverse = await statesAfter(async (perform) => {
      await perform(other);
      await perform(one);
    });
    expect([inOrder, inReverse]).toContainEqual(atOnce);
  });
});

/** All documents after the operations, from the same start, with the same codes and the same time. */
async function statesAfter(run: (perform: (name: Operation) => Promise<void>) => Promise<void>) {
  const world = await LinkingWorld.create({ random: new CountingRandom() });
  await world.link('ada', ADA_PHONE, { sid: sid('1') });
  const prepared = await world.claim('ada', GRACE_PHONE, { sid: sid('2') });
  await run(async (name) => {
    try {
      await operations[name](world, prepared);
    } catch (error) {
      if (!(error instanceof UserMappingError)) throw error;
    }
  });
  return world.firestore.documents();
}

function isClear(error: unknown): boolean {
  return error instanceof UserMappingError || error instanceof ContentionError;
}
