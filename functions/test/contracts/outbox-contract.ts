import { beforeEach, describe, expect, it } from 'vitest';
import type {
  LinkingRepositories,
  LinkingTransactions,
} from '../../src/domain/linking/linking-repositories.ts';
import type { OutboundMessage } from '../../src/domain/messaging/outbound-message.ts';
import type { Outbox } from '../../src/domain/messaging/outbound-message-repository.ts';
import { accepted, leased } from '../../src/domain/messaging/outbound-transitions.ts';
import { aMapping, anOutboundMessage, NOW } from './linking-examples.ts';

export interface OutboxUnderTest {
  readonly outbox: Outbox;
  readonly transactions: LinkingTransactions;
  /** What a product adds, without a field of ours. Returns the revision in which it was stored. */
  addBare(id: string, fields: Readonly<Record<string, string>>): Promise<string>;
}

/** What every adapter of `Outbox` keeps. `make` gives an empty store. */
export function outboxContract(name: string, make: () => Promise<OutboxUnderTest>): void {
  const id = anOutboundMessage.id;
  const sending = leased(anOutboundMessage, NOW, 'a-lease');
  const taken = accepted(sending, `SM${'7'.repeat(32)}`, NOW + 1);
  let test: OutboxUnderTest;

  beforeEach(async () => {
    test = await make();
  });

  const write = (work: (repositories: LinkingRepositories) => void) =>
    test.transactions.run('write', async (repositories) => work(repositories));
  const message = (messageId = id): Promise<OutboundMessage | null> =>
    test.transactions.run('read', async ({ outbound }) => {
      const found = await outbound.find(messageId);
      return found?.kind === 'valid' ? found.message : null;
    });
  const mapping = () =>
    test.transactions.run('read', ({ mappings }) => mappings.findByAddress(aMapping.addressKey));
  const laneWith = (messageId: string) => ({
    ...aMapping,
    outbox: [
      ...aMapping.outbox,
      { messageId, createdAt: NOW, state: 'sending', step: 1, nextAt: NOW } as const,
    ],
  });

  describe(`${name}: taking up what a product has added`, () => {
    const fields = { user_id: 'ada', body: 'Hello!' };

    it('makes it due since its creation, and leaves its content alone', async () => {
      const revision = await test.addBare(id, fields);
      await test.outbox.takeUp({ id, createdAt: NOW, revision });
      expect(await message()).toMatchObject({
        userId: 'ada',
        content: { kind: 'text', body: 'Hello!' },
        state: 'queued',
        step: 0,
        createdAt: NOW,
        nextAt: NOW,
      });
    });

    it('changes nothing once it has changed, or is gone', async () => {
      const revision = await test.addBare(id, fields);
      await test.outbox.takeUp({ id, createdAt: NOW, revision });
      await write(({ outbound }) => outbound.save(sending));
      await test.outbox.takeUp({ id, createdAt: NOW, revision });
      expect(await message()).toMatchObject({ state: 'sending', step: 1 });
      await test.outbox.takeUp({ id: 'order-gone', createdAt: NOW, revision });
      expect(await message('order-gone')).toBeNull();
    });
  });

  describe(`${name}: recording an acceptance`, () => {
    it('stores it and takes the message out of its lane, and nothing else', async () => {
      await write(({ outbound, mappings }) => {
        outbound.save(sending);
        mappings.save(laneWith(id));
      });
      expect(await test.outbox.recordAccepted(taken, aMapping.addressKey)).toBe(true);
      expect(await message()).toEqual(taken);
      expect(await mapping()).toEqual(aMapping);
    });

    it('needs no lane', async () => {
      await write(({ outbound }) => outbound.save(sending));
      expect(await test.outbox.recordAccepted(taken, null)).toBe(true);
      expect(await message()).toEqual(taken);
    });

    it('writes nothing where the message or the mapping is gone', async () => {
      await write(({ mappings }) => mappings.save(laneWith(id)));
      expect(await test.outbox.recordAccepted(taken, aMapping.addressKey)).toBe(false);
      expect(await mapping()).toEqual(laneWith(id));
      await write(({ outbound, mappings }) => {
        outbound.save(sending);
        mappings.remove(aMapping.addressKey);
      });
      expect(await test.outbox.recordAccepted(taken, aMapping.addressKey)).toBe(false);
      expect(await message()).toEqual(sending);
    });
  });
}
