import { Timestamp } from 'firebase-admin/firestore';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SendingPauses } from '../../../src/app/sending/sending-pauses.ts';
import type { LinkingTransactions } from '../../../src/domain/linking/linking-repositories.ts';
import {
  MessagingUnavailableError,
  SendQueueUnavailableError,
} from '../../../src/domain/messaging/messaging-errors.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/shared/clock.ts';
import { StorageUnavailableError } from '../../../src/domain/shared/storage-errors.ts';
import { RecordingLogger } from '../../domain/shared/recording-logger.ts';
import { worldWithEvents } from '../events/world-with-events.ts';
import { ADA_PHONE, type LinkingWorld } from '../support/linking-world.ts';

const OUTBOX = 'whatsapp_outbound_messages';
const ID = 'message-0001';
/** "Account linked!" has the first. */
const SECOND_SID = `SM${'2'.padStart(32, '0')}`;

interface TestQueue<Task> {
  schedule(task: Task): Promise<void>;
  finish(task: Task): void;
}

let world: LinkingWorld;
/** What happens to tasks: they are queued, get lost, or the queue does not answer. */
let tasks: 'queued' | 'lost' | 'refused';
/** The transaction that the store does not answer. */
let failing: string | null;
let transactions: LinkingTransactions;

beforeEach(async () => {
  tasks = 'queued';
  failing = null;
  const scheduleIn = async <Task>(queue: TestQueue<Task>, task: Task) => {
    if (tasks === 'refused') throw new SendQueueUnavailableError();
    await queue.schedule(task);
    if (tasks === 'lost') queue.finish(task);
  };
  world = await worldWithEvents('contact.opted_out,message.delivered', {
    intercept: (outside) => {
      transactions = {
        run: async (operation, work) => {
          if (operation === failing) throw new StorageUnavailableError();
          return outside.transactions.run(operation, work);
        },
      };
      return {
        ...outside,
        transactions,
        queue: { schedule: (task) => scheduleIn(world.queue, task) },
        processQueue: { schedule: (task) => scheduleIn(world.processQueue, task) },
        eventQueue: { schedule: (task) => scheduleIn(world.eventQueue, task) },
      };
    },
  });
  await world.link('ada', ADA_PHONE);
  await world.settle();
});

function sweep() {
  return world.module.sweepMessages.execute();
}

const message = () => world.documents(OUTBOX).get(ID);
const textsToAda = () => world.twilio.textsTo(ADA_PHONE).filter((text) => text === 'hello');

async function sendHello(): Promise<void> {
  await world.module.submitMessage.execute({
    id: ID,
    userId: 'ada',
    content: { kind: 'text', body: 'hello', mediaUrl: null },
    fallbackTemplate: null,
    expiresAt: null,
  });
  await world.settle();
}

describe('the sweep', () => {
  const losses: readonly {
    readonly what: string;
    lose(): Promise<unknown>;
    readonly kind: 'outbound' | 'inbound' | 'event';
    recovered(): number;
  }[] = [
    {
      what: 'an outbound message whose task was lost',
      async lose() {
        tasks = 'lost';
        await sendHello();
        tasks = 'queued';
      },
      kind: 'outbound',
      recovered: () => textsToAda().length,
    },
    {
      what: 'the line of a user whose triggers were lost',
      async lose() {
        await world.receive(ADA_PHONE, 'one');
        await world.receive(ADA_PHONE, 'two');
        world.takeEvents();
      },
      kind: 'inbound',
      recovered: () => world.processor.messages.length / 2,
    },
    {
      what: 'an event whose trigger was lost',
      async lose() {
        await world.receive(ADA_PHONE, 'STOP');
        world.takeEvents();
      },
      kind: 'event',
      recovered: () => world.processor.events.length,
    },
  ];

  it.each(losses)('takes up $what, once it is overdue by a minute', async ({ kind, ...loss }) => {
    await loss.lose();
    expect(await sweep()).toMatchObject({ outcome: 'swept', recovered: { [kind]: 0 } });
    world.clock.advance(MINUTE + SECOND);
    expect(await sweep()).toMatchObject({
      outcome: 'swept',
      recovered: { [kind]: 1 },
      oldest: { outbound: 0, inbound: 0, event: 0, [kind]: MINUTE + SECOND },
      pause: { reason: 'none', age: 0 },
    });
    await world.settleInTime();
    expect(loss.recovered()).toBe(1);
    world.clock.advance(5 * MINUTE);
    expect(await sweep()).toMatchObject({ recovered: { outbound: 0, inbound: 0, event: 0 } });
  });

  it('takes up a message whose sender died with the lease, and sends nothing twice', async () => {
    world.twilio.whileAnswering = () => Promise.reject(new Error('The process died here.'));
    await expect(sendHello()).rejects.toThrow('died');
    world.twilio.whileAnswering = async () => {};
    for (const task of world.queue.due(world.clock.now())) world.queue.finish(task);
    expect(message()).toMatchObject({ state: 'sending' });
    world.clock.advance(3 * MINUTE);
    expect(await sweep()).toMatchObject({ recovered: { outbound: 1 } });
    await world.settleInTime();
    expect(message()).toMatchObject({ state: 'accepted' });
    expect(textsToAda()).toHaveLength(1);
  });

  it('queues only a few messages while sending is paused: each would wait beside its own task', async () => {
    const { clock } = world;
    await new SendingPauses({ transactions, clock, logger: new RecordingLogger() }).pauseByOperator();
    const content = { kind: 'text', body: 'hello', mediaUrl: null } as const;
    for (let number = 1; number <= 8; number += 1) {
      const message = { id: `message-000${number}`, userId: 'ada', fallbackTemplate: null, expiresAt: null };
      await world.module.submitMessage.execute({ ...message, content });
    }
    world.clock.advance(2 * MINUTE);
    expect(await sweep()).toMatchObject({
      outcome: 'swept',
      recovered: { outbound: 5 },
      pause: { reason: 'operator', age: 2 * MINUTE },
    });
  });

  it('queues again in the next interval what was lost once more', async () => {
    tasks = 'lost';
    await sendHello();
    world.clock.advance(2 * MINUTE);
    await sweep();
    tasks = 'queued';
    world.clock.advance(5 * MINUTE);
    await sweep();
    await world.settle();
    expect(textsToAda()).toHaveLength(1);
  });
});

describe('checks of deliveries that nobody reported', () => {
  /** Under which Twilio has accepted the message. */
  const sidOf = () => {
    const [messageSid] = z.array(z.string()).parse(message()?.['message_sids']);
    return messageSid ?? '';
  };

  it('ask until there is an end, and then no more', async () => {
    await sendHello();
    const acceptedAt = world.clock.now();
    world.twilio.deliveries.set(sidOf(), { state: 'sent', providerCode: null });
    world.clock.advance(15 * MINUTE);
    for (const swept of await Promise.all([sweep(), sweep()])) {
      expect(swept).toMatchObject({ outcome: 'swept', recovered: { check: 0 } });
    }
    expect(message()).toMatchObject({ check_at: new Date(acceptedAt + HOUR).toISOString() });
    world.twilio.deliveries.set(sidOf(), { state: 'delivered', providerCode: null });
    world.clock.advance(HOUR);
    expect(await sweep()).toMatchObject({ recovered: { check: 1 } });
    expect(message()).toMatchObject({
      check_at: null,
      delivery: { [sidOf()]: { delivered_at: new Date(world.clock.now()).toISOString() } },
    });
  });

  it('ask nothing about what was reported while the acceptance was being stored', async () => {
    const report = { messageId: ID, state: 'read' as const, providerCode: null };
    world.twilio.whileAnswering = async () => {
      await world.module.recordDelivery.execute({ ...report, messageSid: SECOND_SID });
    };
    await sendHello();
    expect(message()).toMatchObject({ state: 'accepted', message_sids: [SECOND_SID] });
    expect(message()).not.toMatchObject({ check_at: null });
    world.twilio.deliveries.set(SECOND_SID, { state: 'failed', providerCode: null });
    world.clock.advance(15 * MINUTE);
    expect(await sweep()).toMatchObject({ outcome: 'swept', recovered: { check: 0 } });
    expect(message()).toMatchObject({ check_at: null });
    expect(message()).not.toHaveProperty(`delivery.${SECOND_SID}.failed_at`);
  });

  it('have a failure acted on that was reported while the store did not answer', async () => {
    await sendHello();
    failing = 'settle-failed-delivery';
    const report = { state: 'undelivered' as const, providerCode: 63_012 };
    await expect(
      world.module.recordDelivery.execute({ messageId: ID, messageSid: sidOf(), ...report }),
    ).rejects.toThrow(StorageUnavailableError);
    failing = null;
    world.twilio.deliveries.set(sidOf(), report);
    world.clock.advance(15 * MINUTE);
    expect(await sweep()).toMatchObject({
      recovered: { check: 1 },
      settled: [{ state: 'queued', reason: 'channel-failure' }],
    });
    await world.settleInTime();
    expect(textsToAda()).toHaveLength(2);
  });

  it('tell the product of an arrival that could not be told when it was reported', async () => {
    await sendHello();
    const report = { state: 'delivered' as const, providerCode: null };
    failing = 'record-event';
    await expect(
      world.module.recordDelivery.execute({ messageId: ID, messageSid: sidOf(), ...report }),
    ).rejects.toThrow(StorageUnavailableError);
    failing = null;
    world.twilio.deliveries.set(sidOf(), report);
    world.clock.advance(15 * MINUTE);
    await sweep();
    await world.settle();
    expect(world.processor.events).toMatchObject([{ type: 'message.delivered', messageId: ID }]);
  });

  it('are not kept by what a product has written into a document of its own', async () => {
    await world.addToOutbox('broken-0001', {
      check_at: Timestamp.fromMillis(0),
      delivery: 1,
      message_sids: '',
    });
    await sendHello();
    world.twilio.deliveries.set(sidOf(), { state: 'delivered', providerCode: null });
    world.clock.advance(15 * MINUTE);
    expect(await sweep()).toMatchObject({ outcome: 'swept', recovered: { check: 1 } });
  });

  it('wait for the next sweep where Twilio does not answer, and keep nothing else', async () => {
    await sendHello();
    const { check_at: checkAt } = message() ?? {};
    world.twilio.fetchDelivery = () => Promise.reject(new MessagingUnavailableError());
    await world.receive(ADA_PHONE, 'one');
    world.takeEvents();
    world.clock.advance(15 * MINUTE);
    const swept = await sweep();
    expect(swept).toMatchObject({ outcome: 'incomplete', recovered: { inbound: 1 } });
    expect(swept.failures).toContainEqual(expect.any(MessagingUnavailableError));
    expect(message()).toMatchObject({ check_at: checkAt });
  });

  it('do not wait for a queue that refuses tasks', async () => {
    await sendHello();
    world.twilio.deliveries.set(sidOf(), { state: 'delivered', providerCode: null });
    await world.receive(ADA_PHONE, 'one');
    world.takeEvents();
    world.clock.advance(15 * MINUTE);
    tasks = 'refused';
    const swept = await sweep();
    expect(swept).toMatchObject({ outcome: 'incomplete', recovered: { inbound: 0, check: 1 } });
    expect(swept.oldest).toMatchObject({ inbound: 15 * MINUTE });
    expect(swept.failures).toEqual([expect.any(SendQueueUnavailableError)]);
  });
});
