import { beforeEach, describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { DAY, MINUTE, SECOND } from '../../../src/domain/shared/clock.ts';
import { StorageUnavailableError } from '../../../src/domain/shared/storage-errors.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from '../support/linking-world.ts';
import { ProviderLog } from './provider-log.ts';

const INBOX = 'whatsapp_inbound_messages';

let log: ProviderLog;
let world: LinkingWorld;
/** The message that cannot be received, by its turn. */
let failingReception: number | null;

beforeEach(async () => {
  log = new ProviderLog();
  failingReception = null;
  let receptions = 0;
  world = await LinkingWorld.create({
    intercept: (outside) => ({
      ...outside,
      received: log,
      transactions: {
        run: (operation, work) => {
          if (operation === 'receive-message') receptions += 1;
          if (receptions === failingReception) throw new StorageUnavailableError();
          return outside.transactions.run(operation, work);
        },
      },
    }),
  });
  log.clock = world.clock;
});

function pass(milliseconds: number): void {
  world.clock.advance(milliseconds);
}

async function backfill() {
  pass(2 * MINUTE);
  return world.module.backfillInbound.execute({ since: world.clock.now() - DAY });
}

/** Sent, and brought by the webhook at once. */
function send(body: string, from = ADA_PHONE) {
  return world.receive(from, body, { sid: log.add(from, body) });
}

function inbox() {
  return [...world.documents(INBOX).values()].toSorted(
    (one, other) => Number(one['number']) - Number(other['number']),
  );
}

const contact = () => world.documents('whatsapp_contacts').get(world.keyOf(ADA_PHONE));
const isLinked = () => world.documents('whatsapp_user_mappings').has(world.keyOf(ADA_PHONE));

describe('messages that the webhook never brought', () => {
  it('are stored once, as sent, in their order and marked, and are processed', async () => {
    await world.link('ada', ADA_PHONE);
    pass(SECOND);
    const sentAt = world.clock.now();
    const sid = log.add(ADA_PHONE, 'first, lost');
    log.add(ADA_PHONE, 'second, lost');
    pass(SECOND);
    const lastInboundAt = world.clock.now();
    await send('third');

    expect(await backfill()).toMatchObject({ outcome: 'finished', received: ['store', 'store'] });

    expect(inbox().map(({ body, backfilled }) => [body, backfilled])).toEqual([
      ['third', false],
      ['first, lost', true],
      ['second, lost', true],
    ]);
    expect(world.documents(INBOX).get(sid)).toMatchObject({ received_at: new Date(sentAt).toISOString() });
    const mapping = world.documents('whatsapp_user_mappings').get(world.keyOf(ADA_PHONE));
    expect(mapping).toMatchObject({ last_inbound_at: new Date(lastInboundAt).toISOString() });
    await world.settle();
    expect(world.processor.messages.map(({ number }) => number)).toEqual([1, 2, 3]);

    const before = world.documents(INBOX);
    expect(await backfill()).toMatchObject({ received: [] });
    expect(await world.receive(ADA_PHONE, 'first, lost', { sid })).toMatchObject({ outcome: 'duplicate' });
    expect(world.documents(INBOX)).toEqual(before);
  });

  it('honours a lost STOP without a word, and answers its late webhook with none', async () => {
    const sid = log.add(ADA_PHONE, 'STOP');
    expect(await backfill()).toMatchObject({ received: ['opt-out'] });
    expect(contact()).toMatchObject({ opted_out: true, automatic_replies: [] });
    expect(await world.receive(ADA_PHONE, 'STOP', { sid })).toMatchObject({
      outcome: 'duplicate',
      replyText: null,
    });
  });

  it('honours a lost START, UNLINK and NO', async () => {
    await world.link('ada', ADA_PHONE);
    await send('STOP');
    pass(SECOND);
    log.add(ADA_PHONE, 'START');
    log.add(ADA_PHONE, 'UNLINK');
    const { requestId } = await world.claim('grace', GRACE_PHONE);
    log.add(GRACE_PHONE, 'NO');
    expect(await backfill()).toMatchObject({ received: ['opt-in', 'unlink', 'end-request'] });
    expect(contact()).toMatchObject({ opted_out: false });
    expect(isLinked()).toBe(false);
    expect(world.documents('whatsapp_link_requests').get(requestId)).toMatchObject({ state: 'ended' });
  });

  const meaningless: readonly {
    readonly what: string;
    prepare(): Promise<unknown>;
    /** How many are looked at: the others are not worth a read. */
    readonly ignored: number;
  }[] = [
    {
      what: 'STOP before a START that came',
      ignored: 1,
      async prepare() {
        await world.link('ada', ADA_PHONE);
        log.add(ADA_PHONE, 'STOP');
        pass(SECOND);
        await send('START');
      },
    },
    {
      what: 'STOP that came, before a START that was lost and found',
      ignored: 0,
      async prepare() {
        await send('STOP');
        pass(SECOND);
        log.add(ADA_PHONE, 'START');
        await backfill();
      },
    },
    {
      what: 'UNLINK and chatter from before the link',
      ignored: 2,
      async prepare() {
        log.add(ADA_PHONE, 'UNLINK');
        log.add(ADA_PHONE, 'hi');
        pass(SECOND);
        await world.link('ada', ADA_PHONE);
      },
    },
    {
      what: 'NO from before the claim',
      ignored: 1,
      async prepare() {
        log.add(ADA_PHONE, 'NO');
        pass(SECOND);
        await world.claim('ada', ADA_PHONE);
      },
    },
    {
      what: 'LINK',
      ignored: 0,
      async prepare() {
        log.add(ADA_PHONE, formatLinkMessage((await world.start('ada')).code));
      },
    },
    {
      what: 'STATUS and HELP of a linked phone',
      ignored: 0,
      async prepare() {
        await world.link('ada', ADA_PHONE);
        pass(SECOND);
        log.add(ADA_PHONE, 'STATUS');
        log.add(ADA_PHONE, 'HELP');
      },
    },
    { what: 'chatter of a stranger', ignored: 1, prepare: async () => log.add(ADA_PHONE, 'hi') },
    {
      what: 'a message of the newest minute',
      ignored: 0,
      prepare: async () => log.add(ADA_PHONE, 'STOP', 61 * SECOND),
    },
  ];

  it.each(meaningless)('changes nothing by $what', async (row) => {
    await row.prepare();
    const before = world.firestore.documents();
    expect((await backfill()).received).toEqual(Array(row.ignored).fill('ignored'));
    expect(world.firestore.documents()).toEqual(before);
  });
});

describe('how far the log is read', () => {
  const run = () => world.module.backfillInbound.execute({ since: null });

  it('goes ten minutes back at first, then to ten minutes before the last finished run', async () => {
    const first = world.clock.now();
    await run();
    pass(30 * MINUTE);
    await run();
    expect(log.asked).toEqual([first - 10 * MINUTE, first - 10 * MINUTE]);
  });

  it('goes back again after a run in which one message failed, which kept no other', async () => {
    const first = world.clock.now();
    await run();
    log.add(ADA_PHONE, 'STOP');
    log.add(GRACE_PHONE, 'STOP');
    pass(2 * MINUTE);
    failingReception = 1;
    const failed = await run();
    expect(failed).toMatchObject({ outcome: 'incomplete', received: ['opt-out'] });
    expect(failed.failures).toEqual([expect.any(StorageUnavailableError)]);
    failingReception = null;
    expect(await run()).toMatchObject({ outcome: 'finished', received: ['opt-out'] });
    expect(log.asked.slice(1)).toEqual([first - 10 * MINUTE, first - 10 * MINUTE]);
  });

  it('goes back as far after a first run that failed', async () => {
    log.add(ADA_PHONE, 'STOP');
    pass(2 * MINUTE);
    const first = world.clock.now();
    failingReception = 1;
    expect(await run()).toMatchObject({ outcome: 'incomplete', received: [] });
    pass(30 * MINUTE);
    expect(await run()).toMatchObject({ outcome: 'finished', received: ['opt-out'] });
    expect(log.asked).toEqual([first - 10 * MINUTE, first - 10 * MINUTE]);
  });

  it('goes on after a run that was cut short where all before had been received', async () => {
    await run();
    const times: number[] = [];
    for (let minute = 0; minute < 105; minute += 1) {
      times.push(world.clock.now());
      log.add(ADA_PHONE, 'hi');
      pass(MINUTE);
    }
    pass(2 * MINUTE);
    failingReception = 103;
    expect(await run()).toMatchObject({ outcome: 'incomplete' });
    await run();
    expect(log.asked[2]).toBe((times[99] ?? 0) - 10 * MINUTE);
  });

  it('never goes back further than what became of commands is remembered', async () => {
    await world.module.backfillInbound.execute({ since: 0 });
    expect(log.asked).toEqual([world.clock.now() - 6 * DAY]);
  });
});
