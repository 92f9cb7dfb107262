import { getFirestore } from 'firebase-admin/firestore';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import { enqueueMessage } from '../../src/infra/firestore/enqueue-message.ts';
import { deliverEvents, report, worldOfAda } from './outbox/outbox-scene.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from './support/linking-world.ts';

const HIDDEN = 'whatsapp:US.hidden0000000000000000001';

interface Row {
  readonly sender: string;
  readonly message: string;
  readonly from?: string;
  readonly otherAddress?: string;
  readonly optOutType?: 'STOP' | 'START' | 'HELP';
  readonly parameters?: Readonly<Record<string, string>>;
  prepare?(world: LinkingWorld): Promise<string | void>;
  /** Documents read and written, and calls to the server besides the rollback of what was only read. */
  readonly reads: number;
  readonly writes: number;
  readonly rpcs: number;
}

const linked = (world: LinkingWorld) => world.link('ada', ADA_PHONE).then(() => undefined);
const linkedTwice = (world: LinkingWorld) =>
  world.link('ada', ADA_PHONE, { otherAddress: HIDDEN }).then(() => undefined);
const codeOf = async (world: LinkingWorld, userId: string) =>
  formatLinkMessage((await world.start(userId)).code);

/** What one webhook may cost: linked 1 read + 2 writes, not linked 3 + 1, a command 5 + 4; linking in one step by two addresses 6 + 6. */
const rows: readonly Row[] = [
  { sender: 'linked phone', message: 'hi', prepare: linked, reads: 1, writes: 2, rpcs: 2 },
  {
    sender: 'linked phone, opted out',
    message: 'hi',
    async prepare(world) {
      await linked(world);
      await world.receive(ADA_PHONE, 'STOP');
    },
    reads: 1,
    writes: 2,
    rpcs: 2,
  },
  {
    sender: 'second address',
    message: 'hi',
    from: HIDDEN,
    prepare: linkedTwice,
    reads: 3,
    writes: 2,
    rpcs: 4,
  },
  { sender: 'not linked', message: 'hi', reads: 2, writes: 1, rpcs: 3 },
  { sender: 'not linked, both addresses', message: 'hi', otherAddress: HIDDEN, reads: 3, writes: 1, rpcs: 3 },
  {
    sender: 'not linked, over the limit',
    message: 'hi',
    async prepare(world) {
      for (let count = 0; count < 3; count += 1) await world.receive(ADA_PHONE, 'hi');
    },
    reads: 2,
    writes: 0,
    rpcs: 3,
  },
  { sender: 'blocked', message: 'hi', prepare: blocked, reads: 1, writes: 0, rpcs: 2 },
  { sender: 'on hold', message: 'hi', prepare: suspended, reads: 2, writes: 1, rpcs: 3 },
  { sender: 'anyone', message: 'STOP', reads: 2, writes: 2, rpcs: 2 },
  { sender: 'linked phone', message: 'STOP', prepare: linkedTwice, reads: 3, writes: 4, rpcs: 3 },
  {
    sender: 'second address',
    message: 'START',
    from: HIDDEN,
    prepare: linkedTwice,
    reads: 4,
    writes: 4,
    rpcs: 4,
  },
  { sender: 'anyone', message: 'anything', optOutType: 'STOP', reads: 2, writes: 2, rpcs: 2 },
  { sender: 'linked phone', message: 'STATUS', prepare: linked, reads: 2, writes: 3, rpcs: 2 },
  { sender: 'anyone', message: 'HELP', reads: 2, writes: 2, rpcs: 2 },
  { sender: 'linked phone', message: 'UNLINK', prepare: linkedTwice, reads: 4, writes: 4, rpcs: 4 },
  {
    sender: 'second address',
    message: 'UNLINK',
    from: HIDDEN,
    prepare: linkedTwice,
    reads: 4,
    writes: 4,
    rpcs: 4,
  },
  { sender: 'waiting', message: 'NO', prepare: waiting, reads: 4, writes: 4, rpcs: 4 },
  { sender: 'waiting', message: 'what?', prepare: waiting, reads: 2, writes: 1, rpcs: 3 },
  {
    sender: 'not linked',
    message: 'LINK with a good code',
    otherAddress: HIDDEN,
    prepare: (world) => codeOf(world, 'ada'),
    reads: 5,
    writes: 4,
    rpcs: 3,
  },
  {
    sender: 'not linked',
    message: 'LINK ZZZZ-ZZZZ',
    otherAddress: HIDDEN,
    reads: 5,
    writes: 2,
    rpcs: 3,
  },
  {
    sender: 'not linked',
    message: 'LINK with a code that somebody else has claimed',
    otherAddress: HIDDEN,
    async prepare(world) {
      const code = await codeOf(world, 'ada');
      await world.receive(GRACE_PHONE, code);
      return code;
    },
    reads: 5,
    writes: 2,
    rpcs: 3,
  },
  {
    sender: 'not linked, LINK_CONFIRMATION=off',
    message: 'LINK with a good code',
    otherAddress: HIDDEN,
    parameters: { LINK_CONFIRMATION: 'off' },
    prepare: (world) => codeOf(world, 'ada'),
    reads: 6,
    writes: 4,
    rpcs: 4,
  },
  {
    sender: 'linked phone',
    message: 'LINK with a good code',
    async prepare(world) {
      await linked(world);
      return codeOf(world, 'grace');
    },
    reads: 3,
    writes: 2,
    rpcs: 2,
  },
];

describe('what one message costs in Firestore', () => {
  let world: LinkingWorld;

  beforeEach(() => {
    world?.firestore.clear();
  });

  it.each(rows)('$sender: $message', async (row) => {
    world = await LinkingWorld.create({ parameters: row.parameters ?? {} });
    const prepared = await row.prepare?.(world);
    world.firestore.operations.reset();
    await world.receive(row.from ?? ADA_PHONE, prepared ?? row.message, row);
    const { documentReads, documentWrites, documentDeletes, rpcs } = world.firestore.operations.snapshot();
    expect({
      reads: documentReads,
      writes: documentWrites + documentDeletes,
      rpcs: Object.values(rpcs).reduce((sum, count) => sum + count, 0),
    }).toEqual({ reads: row.reads, writes: row.writes, rpcs: row.rpcs });
  });
});

test('starting a link costs 3 reads in one call, and 3 writes', async () => {
  const world = await LinkingWorld.create();
  world.firestore.operations.reset();
  await world.start('ada');
  expect(costsOf(world)).toEqual({ reads: 3, writes: 3 });
  expect(world.firestore.operations.snapshot().rpcs).toMatchObject({ batchGetDocuments: 1, commit: 1 });
});

/** What one sent message may cost in all: three reads and eight writes, whatever wrote it into the outbox. */
describe('what one message costs from the outbox to its reading', () => {
  const hello = { user_id: 'ada', body: 'Hello!' };

  it.each<{ what: string; prepare?: Prepare; add: Prepare }>([
    // the product's own write is not ours
    {
      what: 'a bare document',
      prepare: (world) => world.addToOutbox('order-0001', hello),
      add: deliverEvents,
    },
    {
      what: 'a message of enqueueMessage',
      add: async () => {
        await enqueueMessage(getFirestore(), { id: 'order-0001', userId: 'ada', body: 'Hello!' });
      },
    },
  ])('$what', async ({ prepare, add }) => {
    const world = await worldOfAda();
    await prepare?.(world);
    await warmUp(world);
    world.firestore.operations.reset();
    await add(world);
    await world.settle();
    for (const state of ['sent', 'delivered', 'read'] as const) await report(world, 'order-0001', state);
    expect(costsOf(world)).toEqual({ reads: 3, writes: 8 });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Hello!']);
  });

  it('"Account linked!"', async () => {
    const world = await LinkingWorld.create();
    const messageId = `linked-${await world.link('ada', ADA_PHONE)}`;
    await deliverEvents(world);
    await warmUp(world);
    world.firestore.operations.reset();
    await world.settle();
    for (const state of ['sent', 'delivered', 'read'] as const) await report(world, messageId, state);
    expect(costsOf(world)).toEqual({ reads: 3, writes: 7 });
  });
});

type Prepare = (world: LinkingWorld) => Promise<void>;

/** Whether sending is paused is read once for all messages of some seconds. */
async function warmUp(world: LinkingWorld): Promise<void> {
  const unheardOf = world.module.sendMessage.execute({ messageId: 'unheard-of', step: 0 });
  await expect(unheardOf).rejects.toMatchObject({ code: 'outbound-message-not-found' });
}

function costsOf(world: LinkingWorld) {
  const { documentReads, documentWrites, documentDeletes } = world.firestore.operations.snapshot();
  return { reads: documentReads, writes: documentWrites + documentDeletes };
}

async function blocked(world: LinkingWorld): Promise<void> {
  await linked(world);
  await world.setMappingState('blocked');
}

async function suspended(world: LinkingWorld): Promise<void> {
  await linked(world);
  await world.setMappingState('suspended');
}

async function waiting(world: LinkingWorld): Promise<void> {
  await world.claim('ada', ADA_PHONE);
}
