import { beforeEach, describe, expect, it } from 'vitest';
import { parseWhatsAppAddress } from '../../src/domain/linking/whatsapp-address.ts';
import { postponed, refusedBy, unknownOutcome } from './support/fake-twilio.ts';
import { ADA_PHONE, LinkingWorld } from './support/linking-world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const throttled = postponed();
const refused = refusedBy(21_211);
const timedOut = unknownOutcome();

let world: LinkingWorld;
let messageId: string;

beforeEach(async () => {
  world = await LinkingWorld.create();
  messageId = `linked-${await world.link('ada', ADA_PHONE)}`;
  for (const event of world.takeEvents()) await world.deliver(event);
});

function notice(): Readonly<Record<string, unknown>> {
  const message = world.documents('whatsapp_outbound_messages').get(messageId);
  if (message === undefined) throw new Error('The outbox is empty.');
  return message;
}

/** Meanwhile the task comes again, once, after the lease of the call that Twilio is answering. */
function loseTheLease(andThen: () => Promise<void> = async () => {}): void {
  world.twilio.whileAnswering = async () => {
    world.clock.advance(MINUTE);
    await world.module.sendMessage.execute({ messageId, step: 0 });
    expect(notice()).toMatchObject({ state: 'unknown', reason: 'lease-expired' });
    await andThen();
  };
}

describe("Twilio's answer that comes after the lease", () => {
  it('is still the truth of a message whose outcome had become unknown', async () => {
    loseTheLease();
    await world.module.sendMessage.execute({ messageId, step: 0 });
    const [sent] = await world.twilio.listSent(parseWhatsAppAddress(ADA_PHONE));
    expect(notice()).toMatchObject({
      state: 'accepted',
      reason: null,
      next_at: null,
      possible_duplicate: false,
      attempts: [
        {
          outcome: 'accepted',
          finished_at: new Date(world.clock.now()).toISOString(),
          message_sid: sent?.messageSid,
        },
      ],
    });
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });

  it('changes nothing of a message that the search has settled meanwhile', async () => {
    let found: unknown;
    loseTheLease(async () => {
      world.clock.advance(MINUTE);
      await world.module.sendMessage.execute({ messageId, step: Number(notice()['step']) });
      found = notice();
      world.clock.advance(MINUTE);
    });
    const result = await world.module.sendMessage.execute({ messageId, step: 0 });
    expect(result).toEqual({ outcome: 'accepted', reason: null });
    expect(found).toMatchObject({ state: 'accepted' });
    expect(notice()).toEqual(found);
  });

  it('leaves the message to the search if it is no acceptance', async () => {
    world.twilio.nextOutcomes.push({ outcome: refused });
    loseTheLease();
    const result = await world.module.sendMessage.execute({ messageId, step: 0 });
    expect(result).toEqual({ outcome: 'unknown', reason: 'lease-expired' });
    expect(notice()).toMatchObject({ state: 'unknown', attempts: [{ outcome: 'unknown' }] });
  });
});

describe('an instance that was frozen between its claim and its call', () => {
  it('leaves the message to those who took the call for lost', async () => {
    let frozenFor = 2 * MINUTE;
    world = await LinkingWorld.create({
      intercept: (outside) => ({
        ...outside,
        transactions: {
          async run(operation, work) {
            const result = await outside.transactions.run(operation, work);
            if (operation === 'claim-outbound') world.clock.advance(frozenFor);
            return result;
          },
        },
      }),
    });
    messageId = `linked-${await world.link('ada', ADA_PHONE)}`;
    for (const event of world.takeEvents()) await world.deliver(event);
    await expect(world.module.sendMessage.execute({ messageId, step: 0 })).rejects.toMatchObject({
      code: 'message-not-due',
    });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
    frozenFor = 0;
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
    expect(notice()).toMatchObject({ possible_duplicate: true });
  });
});

describe('a task that comes before its time', () => {
  it('is left to the queue to deliver again, and sends nothing', async () => {
    world.twilio.nextOutcomes.push({ outcome: throttled });
    await world.settle();
    const before = notice();
    const early = { messageId, step: Number(before['step']) };
    await expect(world.module.sendMessage.execute(early)).rejects.toMatchObject({ code: 'message-not-due' });
    expect(notice()).toEqual(before);
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
    await world.settleInTime();
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!']);
  });
});

describe('a possible duplicate that comes too late for the service window', () => {
  it('is dead, because the first try may have been delivered', async () => {
    world.twilio.nextOutcomes.push({ outcome: timedOut });
    await world.settle();
    for (const minutes of [1, 4]) {
      world.clock.advance(minutes * MINUTE);
      await world.settle();
    }
    world.clock.advance(10 * MINUTE);
    const [lastLook] = world.queue.due(world.clock.now());
    if (lastLook === undefined) throw new Error('The last look is due.');
    await world.module.sendMessage.execute(lastLook);
    world.queue.finish(lastLook);
    expect(notice()).toMatchObject({ state: 'queued', possible_duplicate: true });
    world.clock.advance(DAY);
    await world.settleInTime();
    expect(notice()).toMatchObject({ state: 'dead', reason: 'outcome-unknown', next_at: null });
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
  });
});
