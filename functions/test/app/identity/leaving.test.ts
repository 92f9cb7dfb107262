import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { SECOND } from '../../../src/domain/shared/clock.ts';
import { ContentionError } from '../../../src/domain/shared/storage-errors.ts';
import type { OutsideWorld } from '../../../src/infra/whatsapp-module.ts';
import { stored, worldOfAda } from '../outbox/outbox-scene.ts';
import { ADA_PHONE, aMessageSid, LinkingWorld } from '../support/linking-world.ts';
import { ADA_ID, contactOf, mappingUnder, storedTexts } from './identity-scene.ts';

const hello = { user_id: 'ada', body: 'Hello!' };

let world: LinkingWorld;

async function send(id: string): Promise<unknown> {
  await world.addToOutbox(id, hello);
  await world.settleInTime();
  const { state, reason } = stored(world, id);
  return [state, reason];
}

const isOptedOut = () => [ADA_PHONE, ADA_ID].map((address) => contactOf(world, address)?.['opted_out']);

describe('STOP', () => {
  beforeEach(async () => {
    world = await worldOfAda();
  });

  it('holds from the same second on, through redelivery of itself and of older messages', async () => {
    const older = aMessageSid();
    const start = aMessageSid();
    const stop = aMessageSid();
    await world.receive(ADA_PHONE, 'older', { sid: older });
    await world.receive(ADA_PHONE, 'START', { sid: start });
    await world.receive(ADA_PHONE, 'STOP', { sid: stop });
    expect(await send('order-0001')).toEqual(['suppressed', 'opted-out']);
    await world.receive(ADA_PHONE, 'older', { sid: older });
    await world.receive(ADA_PHONE, 'START', { sid: start });
    expect(await send('order-0002')).toEqual(['suppressed', 'opted-out']);
    await world.receive(ADA_PHONE, 'START');
    await world.receive(ADA_PHONE, 'STOP', { sid: stop });
    expect(await send('order-0003')).toEqual(['accepted', null]);
  });

  it('outlives the link, a new one of the same account and one of another, on both addresses', async () => {
    await world.receive(ADA_PHONE, 'hello', { otherAddress: ADA_ID });
    await world.receive(ADA_ID, 'STOP');
    for (const userId of ['ada', 'grace']) {
      await world.receive(ADA_PHONE, 'UNLINK');
      expect(isOptedOut()).toEqual([true, true]);
      world.clock.advance(SECOND);
      await world.link(userId, ADA_PHONE, { otherAddress: ADA_ID });
      await world.settleInTime();
      expect(mappingUnder(world, ADA_PHONE)).toMatchObject({ user_id: userId, opted_out: true });
    }
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual([]);
    await world.receive(ADA_PHONE, 'START');
    expect(isOptedOut()).toEqual([false, false]);
  });
});

describe('a block', () => {
  it('outlives the link, and no proof makes a new one', async () => {
    world = await worldOfAda();
    const claim = await world.claim('grace', ADA_ID);
    await world.receive(ADA_PHONE, 'hello', { otherAddress: ADA_ID });
    await world.setMappingState('blocked');
    for (const address of [ADA_PHONE, ADA_ID]) await world.block(address);
    await world.module.unlink.execute({ userId: 'ada' });
    for (const address of [ADA_PHONE, ADA_ID]) {
      const { requestId, confirmationNumber } = await world.claim('ada', address);
      expect(confirmationNumber).toBe('');
      await expect(world.confirm('ada', requestId, '123456')).rejects.toMatchObject({
        code: 'link-request-not-claimed',
      });
    }
    await expect(world.confirm('grace', claim.requestId, claim.confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
    expect([world.documents('whatsapp_user_mappings').size, storedTexts(world)]).toEqual([0, ['ada: hello']]);
  });
});

describe('LINK_CONFIRMATION=off', () => {
  it('lets no code alone link a person of whom the other address is blocked', async () => {
    world = await LinkingWorld.create({ parameters: { LINK_CONFIRMATION: 'off' } });
    await world.block(ADA_ID);
    const { code, requestId } = await world.start('ada');
    const { replyText } = await world.receive(ADA_PHONE, formatLinkMessage(code), { otherAddress: ADA_ID });
    const digits = /\d{6}/.exec(replyText ?? '')?.[0] ?? '';
    await expect(world.confirm('ada', requestId, digits)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
    expect(world.documents('whatsapp_user_mappings').size).toBe(0);
  });
});

type Moment = 'before' | 'beside' | 'after';

/** Lets something happen at one step of sending: a claim, or a call to Twilio. */
class Barrier {
  readonly #at: number;
  readonly #moment: Moment;
  #step = 0;
  act: () => Promise<unknown> = async () => {};

  constructor(at: number, moment: Moment) {
    this.#at = at;
    this.#moment = moment;
  }

  wrap = (outside: OutsideWorld): OutsideWorld => ({
    ...outside,
    transactions: {
      run: (operation, work) =>
        operation === 'claim-outbound'
          ? this.#pass(() => outside.transactions.run(operation, work))
          : outside.transactions.run(operation, work),
    },
    messaging: {
      send: (message) => this.#pass(() => outside.messaging.send(message)),
      listSent: (to) => outside.messaging.listSent(to),
      fetchDelivery: (messageSid) => outside.messaging.fetchDelivery(messageSid),
    },
  });

  async #pass<Result>(step: () => Promise<Result>): Promise<Result> {
    this.#step += 1;
    if (this.#step !== this.#at) return step();
    if (this.#moment === 'before') await this.act();
    const beside = this.#moment === 'beside' ? this.act() : null;
    const result = await step();
    await (this.#moment === 'after' ? this.act() : beside);
    return result;
  }
}

/** What was stored, in the order of the commits. */
function recordCommits(): readonly string[] {
  const commits: string[] = [];
  const stopListening = world.firestore.onCommit((changes) => {
    for (const { path, after } of changes) {
      if (path.startsWith('whatsapp_outbound_messages/') && after?.['state'] === 'sending')
        commits.push('claimed');
      if (path.startsWith('whatsapp_contacts/') && after?.['opted_out'] === true) commits.push('stopped');
    }
  });
  onTestFinished(() => {
    stopListening();
  });
  return commits;
}

/** Twilio delivers again what was answered 503. */
async function stop(sid: string): Promise<void> {
  try {
    await world.receive(ADA_PHONE, 'STOP', { sid });
  } catch (error) {
    if (!(error instanceof ContentionError)) throw error;
    await stop(sid);
  }
}

const IDS = ['order-0001', 'order-0002', 'order-0003', 'order-0004'];
const moments = ['before', 'beside', 'after'] as const;
const races = [1, 2, 3, 4, 5, 6, 7].flatMap((at) => moments.map((moment) => ({ at, moment })));

describe('STOP in the middle of sending', () => {
  it.each(races)('$moment step $at lets go what was claimed before, and nothing else', async (race) => {
    const barrier = new Barrier(race.at, race.moment);
    world = await worldOfAda({ intercept: barrier.wrap });
    const commits = recordCommits();
    barrier.act = () => stop(aMessageSid());
    for (const id of IDS) await world.addToOutbox(id, hello);
    world.redeliveries = 5;
    await world.settleInTime();
    const claimed = commits.indexOf('stopped');
    expect(commits).toEqual([...Array.from({ length: claimed }, () => 'claimed'), 'stopped']);
    expect(world.twilio.textsTo(ADA_PHONE)).toHaveLength(claimed);
    const states = IDS.map((id) => stored(world, id)['reason']);
    expect(states.filter((reason) => reason === 'opted-out')).toHaveLength(IDS.length - claimed);
  });
});
