import { getFirestore, Timestamp } from 'firebase-admin/firestore';
import { beforeEach, describe, expect, it } from 'vitest';
import { RedriveUseCase } from '../../../src/app/operating/redrive-use-case.ts';
import { CancelMessageUseCase } from '../../../src/app/operating/cancel-message-use-case.ts';
import { DAY, HOUR, MINUTE } from '../../../src/domain/shared/clock.ts';
import { StorageUnavailableError } from '../../../src/domain/shared/storage-errors.ts';
import { enqueueMessage } from '../../../src/infra/firestore/enqueue-message.ts';
import type { OutsideWorld } from '../../../src/infra/whatsapp-module.ts';
import { RecordingLogger } from '../../domain/shared/recording-logger.ts';
import { refusedBy } from '../support/fake-twilio.ts';
import { ADA_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { attemptsOf, report, stored, TEMPLATE, worldOfAda } from './outbox-scene.ts';

const ID = 'order-0001';
const SECRET = 'Your test was positive.';
const MEDIUM = 'https://media.example.com/positive.png';
const template = { content_sid: TEMPLATE.content_sid, variables: { 1: SECRET } };
const text = { user_id: 'ada', body: SECRET, media_url: MEDIUM, fallback_template: template };
const longText = { user_id: 'ada', body: `${SECRET} ${'and so on '.repeat(400)}` };
const FORGETFUL = { STORE_MESSAGE_BODIES: 'false' };

let world: LinkingWorld;
let outside: OutsideWorld;
/** The transaction that the store does not answer. */
let failing: string | null;

async function start(parameters: Readonly<Record<string, string>> = FORGETFUL): Promise<void> {
  failing = null;
  world = await worldOfAda({
    parameters,
    intercept(whole) {
      const { transactions } = whole;
      outside = {
        ...whole,
        transactions: {
          run: async (operation, work) => {
            if (operation === failing) throw new StorageUnavailableError();
            return transactions.run(operation, work);
          },
        },
      };
      return outside;
    },
  });
}

beforeEach(() => start());

async function send(fields: Readonly<Record<string, unknown>> = text): Promise<void> {
  await world.addToOutbox(ID, fields);
  await world.settleInTime();
}

/** Whether anything in the database still tells. */
function isTold(): boolean {
  return /positive|and so on/.test(JSON.stringify(world.firestore.documents()));
}

async function sweepAfter(delay: number): Promise<void> {
  world.clock.advance(delay);
  await world.module.sweepMessages.execute();
  await world.settleInTime();
}

function operator() {
  return { transactions: outside.transactions, clock: world.clock, logger: new RecordingLogger() };
}

function redrive() {
  const redriving = new RedriveUseCase({ ...operator(), queues: null });
  return redriving.execute({ kind: 'outbound', id: ID, dryRun: false });
}

describe('what a message says', () => {
  it.each([
    { what: 'a text', fields: text, erased: {} },
    {
      what: 'a template',
      fields: { user_id: 'ada', template },
      erased: { template: { content_sid: template.content_sid, variables: {} } },
    },
  ])('is gone once it is delivered: $what', async ({ fields, erased }) => {
    await send(fields);
    await report(world, ID, 'sent');
    expect(isTold()).toBe(true);
    await report(world, ID, 'delivered');
    expect(isTold()).toBe(false);
    const document = stored(world, ID);
    expect(document).toMatchObject({
      ...erased,
      user_id: 'ada',
      state: 'accepted',
      parts: 1,
      check_at: null,
    });
    expect(document['content_hash']).toMatch(/^[\w-]{22}$/);
    for (const field of ['body', 'media_url', 'fallback_template'])
      expect(document).not.toHaveProperty(field);
    await report(world, ID, 'read');
    expect(stored(world, ID)).toMatchObject({ content_hash: document['content_hash'], checks: 0 });
  });

  it('stays where bodies are kept', async () => {
    await start({});
    await send();
    await report(world, ID, 'delivered');
    expect(stored(world, ID)).toMatchObject(text);
    expect(stored(world, ID)).not.toHaveProperty('content_hash');
  });

  it('is kept until the last part of a long text is delivered, in whatever order', async () => {
    await send(longText);
    const sids = attemptsOf(world, ID).map(({ message_sid: sid }) => String(sid));
    expect(sids).toHaveLength(3);
    const [first, second, third] = sids;
    await report(world, ID, 'delivered', null, third);
    await report(world, ID, 'delivered', null, third);
    await report(world, ID, 'read', null, first);
    expect(isTold()).toBe(true);
    await report(world, ID, 'delivered', null, second);
    expect(isTold()).toBe(false);
    expect(stored(world, ID)).toMatchObject({ parts: 3, part: 2, parts_check_at: null });
  });

  it('goes with the sweep where the delivery was reported before the acceptance was stored', async () => {
    world.twilio.whileAnswering = () => report(world, ID, 'delivered', null, `SM${'1'.padStart(32, '0')}`);
    await send();
    expect(isTold()).toBe(true);
    await sweepAfter(15 * MINUTE);
    expect(isTold()).toBe(false);
  });

  it('goes with the sweep where the process died before it was erased', async () => {
    await send();
    failing = 'erase-content';
    await expect(report(world, ID, 'delivered')).rejects.toThrow(StorageUnavailableError);
    failing = null;
    await sweepAfter(15 * MINUTE);
    expect(isTold()).toBe(false);
    expect(stored(world, ID)).toMatchObject({ state: 'accepted', check_at: null });
  });

  it('goes after the last check where nobody ever reports, and is not sent again if it fails then', async () => {
    await send();
    await sweepAfter(15 * MINUTE);
    await sweepAfter(HOUR);
    expect(isTold()).toBe(true);
    await sweepAfter(DAY);
    expect(isTold()).toBe(false);
    await report(world, ID, 'undelivered', 63_012);
    await world.settleInTime();
    expect(stored(world, ID)).toMatchObject({ state: 'undelivered', reason: 'channel-failure' });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([SECRET]);
    expect(await redrive()).toEqual({ outcome: 'content-erased' });
  });

  it('is kept while somebody may redrive it, until it turns out to have arrived', async () => {
    world.twilio.nextOutcomes.push({ outcome: refusedBy(21_211) });
    await send();
    expect(stored(world, ID)).toMatchObject({ state: 'failed', body: SECRET });
    expect(await redrive()).toMatchObject({ outcome: 'redriven' });
    await sweepAfter(2 * MINUTE);
    await report(world, ID, 'undelivered', 63_013);
    expect(stored(world, ID)).toMatchObject({ state: 'undelivered', body: SECRET });
    await report(world, ID, 'delivered');
    expect(isTold()).toBe(false);
    expect(await redrive()).toEqual({ outcome: 'content-erased' });
  });

  it.each<{ state: string; shows?: object; end: () => Promise<unknown> }>([
    { state: 'suppressed', end: () => world.setMappingState('suspended').then(() => send()) },
    {
      state: 'expired',
      end: () => send({ ...text, expires_at: Timestamp.fromMillis(world.clock.now()) }),
    },
    {
      state: 'canceled',
      async end() {
        await world.addToOutbox(ID, text);
        await new CancelMessageUseCase(operator()).execute({ messageId: ID });
      },
    },
    {
      state: 'failed',
      shows: { problems: ['text is no field of an outbox document'] },
      end: () => send({ ...text, text: SECRET }),
    },
  ])('is gone at once where nothing can bring it back: $state', async ({ state, shows, end }) => {
    await end();
    expect(stored(world, ID)).toMatchObject({ user_id: 'ada', state, ...shows });
    expect(isTold()).toBe(false);
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
  });

  it('costs one read and one write more at its delivery, and one read at its reading', async () => {
    await enqueueMessage(getFirestore(), { id: ID, userId: 'ada', body: SECRET });
    await world.settle();
    const costs = [];
    for (const state of ['sent', 'delivered', 'read'] as const) {
      world.firestore.operations.reset();
      await report(world, ID, state);
      const { documentReads, documentWrites } = world.firestore.operations.snapshot();
      costs.push({ reads: documentReads, writes: documentWrites });
    }
    expect(costs).toEqual([
      { reads: 0, writes: 1 },
      { reads: 1, writes: 2 },
      { reads: 1, writes: 1 },
    ]);
  });
});
