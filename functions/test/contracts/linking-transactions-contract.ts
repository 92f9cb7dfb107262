import { beforeEach, describe, expect, it } from 'vitest';
import type {
  LinkingRepositories,
  LinkingTransactions,
} from '../../src/domain/linking/linking-repositories.ts';
import type { OutboundMessage } from '../../src/domain/messaging/outbound-message.ts';
import { AlreadyStoredError, ContentionError } from '../../src/domain/shared/storage-errors.ts';
import {
  aMapping,
  anOutboundMessage,
  contacts,
  links,
  mappings,
  NOW,
  outboundMessages,
  receipts,
  requests,
} from './linking-examples.ts';

/** What every adapter of `LinkingTransactions` keeps. `make` gives an empty store. */
export function linkingTransactionsContract(name: string, make: () => Promise<LinkingTransactions>): void {
  let transactions: LinkingTransactions;
  const write = (work: (repositories: LinkingRepositories) => void) =>
    transactions.run('write', async (repositories) => work(repositories));
  const read = <Result>(work: (repositories: LinkingRepositories) => Promise<Result>) =>
    transactions.run('read', work);

  beforeEach(async () => {
    transactions = await make();
  });

  describe(`${name}: what is saved is found as it was`, () => {
    it.each(mappings)('mapping ($state)', async (mapping) => {
      await write((store) => store.mappings.save(mapping));
      expect(await read((store) => store.mappings.findByAddress(mapping.addressKey))).toEqual(mapping);
    });

    it.each(requests)('request ($state)', async (request) => {
      await write((store) => store.requests.save(request));
      expect(await read((store) => store.requests.find(request.id))).toEqual(request);
    });

    it.each(links)('link', async (link) => {
      await write((store) => store.links.save(link));
      expect(await read((store) => store.links.find(link.userId))).toEqual(link);
    });

    it.each(contacts)('contact', async (contact) => {
      await write((store) => store.contacts.save(contact));
      expect(await read((store) => store.contacts.find(contact.addressKey))).toEqual(contact);
    });

    it.each(receipts)('receipt', async (receipt) => {
      await write((store) => store.receipts.create(receipt));
      expect(await read((store) => store.receipts.find(receipt.messageSid))).toEqual(receipt);
    });

    it.each(outboundMessages)('outbound message ($state)', async (message) => {
      await write((store) => store.outbound.save(message));
      expect(await read((store) => store.outbound.find(message.id))).toEqual({ kind: 'valid', message });
    });

    it('counter', async () => {
      await write((store) => store.counters.save('ada', [NOW, NOW + 1]));
      expect(await read((store) => store.counters.find('ada'))).toEqual([NOW, NOW + 1]);
    });
  });

  describe(`${name}: transactions`, () => {
    it('find nothing where nothing is', async () => {
      const found = await read((store) =>
        Promise.all([
          store.mappings.findByAddress('none'),
          store.mappings.findByUser('none'),
          store.requests.find('none'),
          store.links.find('none'),
          store.contacts.find('none'),
          store.receipts.find('none'),
          store.outbound.find('none'),
          store.counters.find('none'),
        ]),
      );
      expect(found).toEqual([null, null, null, null, null, null, null, []]);
    });

    it('point a contact to a mapping and leave the rest of it alone', async () => {
      const [, known] = contacts;
      if (known === undefined) throw new Error('There is a second example.');
      await write((store) => store.contacts.save(known));
      await write((store) => {
        store.contacts.pointTo(known.addressKey, 'elsewhere');
        store.contacts.pointTo('unheard-of', 'elsewhere');
      });
      expect(await read((store) => store.contacts.find(known.addressKey))).toEqual({
        ...known,
        mappingId: 'elsewhere',
      });
      expect(await read((store) => store.contacts.find('unheard-of'))).toMatchObject({
        mappingId: 'elsewhere',
        optedOut: false,
      });
    });

    it('store nothing when the work throws, and pass its error on', async () => {
      const problem = new Error('no');
      const failing = transactions.run('write', async (store) => {
        store.mappings.save(aMapping);
        throw problem;
      });
      await expect(failing).rejects.toBe(problem);
      expect(await read((store) => store.mappings.findByAddress(aMapping.addressKey))).toBeNull();
    });

    it('read what was stored before, never their own writes', async () => {
      const seen = await transactions.run('write', async (store) => {
        store.mappings.save(aMapping);
        return store.mappings.findByAddress(aMapping.addressKey);
      });
      expect(seen).toBeNull();
    });

    it('create a document once, and nothing else of the one that comes late', async () => {
      await write((store) => store.outbound.create(anOutboundMessage));
      const late = write((store) => {
        store.mappings.save(aMapping);
        store.outbound.create({ ...anOutboundMessage, userId: 'another' });
      });
      await expect(late).rejects.toBeInstanceOf(AlreadyStoredError);
      expect(await read((store) => store.mappings.findByAddress(aMapping.addressKey))).toBeNull();
      expect(await read((store) => store.outbound.find(anOutboundMessage.id))).toEqual({
        kind: 'valid',
        message: anOutboundMessage,
      });
    });

    it('let exactly one of twenty win who create the same document at once', async () => {
      const attempts = await Promise.allSettled(
        Array.from({ length: 20 }, (_, number) =>
          write((store) => store.outbound.create({ ...anOutboundMessage, userId: String(number) })),
        ),
      );
      expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('lose none of twenty changes that are made at once', async () => {
      await write((store) => store.mappings.save(aMapping));
      await Promise.all(Array.from({ length: 20 }, () => patiently(countUp)));
      const mapping = await read((store) => store.mappings.findByAddress(aMapping.addressKey));
      expect(mapping?.nextMessageNumber).toBe(21);
    });

    it('tell which Twilio SIDs the outbox knows', async () => {
      const sid = `SM${'5'.repeat(32)}`;
      for (const message of outboundMessages) await write((store) => store.outbound.save(message));
      expect(await read((store) => store.outbound.findOwned([sid, 'SM-unknown']))).toEqual(new Set([sid]));
      expect(await read((store) => store.outbound.findOwned([]))).toEqual(new Set());
    });

    it('find the mapping of a user, whichever address it is stored under', async () => {
      await write((store) => {
        store.mappings.save({ ...aMapping, addressKey: 'mapping-2', userId: 'grace' });
        store.mappings.save(aMapping);
      });
      expect(await read((store) => store.mappings.findByUser('ada'))).toEqual(aMapping);
      expect(await read((store) => store.mappings.findByUser('nobody'))).toBeNull();
    });

    it("find a user's first message that nobody has taken up, and none that came later", async () => {
      const added = (id: string, change: Partial<OutboundMessage>) => ({
        ...anOutboundMessage,
        id,
        ...change,
      });
      await write((store) => {
        store.outbound.create(added('of-grace', { userId: 'grace', createdAt: NOW - 9 }));
        store.outbound.create(added('retried', { step: 2, createdAt: NOW - 8 }));
        store.outbound.create(added('refused', { state: 'failed', createdAt: NOW - 7 }));
        store.outbound.create(added('second-b', {}));
        store.outbound.create(added('second-a', {}));
        store.outbound.create(added('third', { createdAt: NOW + 1 }));
      });
      const firstBy = (at: number) => read((store) => store.outbound.findFirstNew('ada', at));
      expect(await firstBy(NOW + 1)).toEqual({ messageId: 'second-a', createdAt: NOW });
      expect(await firstBy(NOW - 1)).toBeNull();
    });

    function countUp(): Promise<void> {
      return transactions.run('count', async (store) => {
        const mapping = await store.mappings.findByAddress(aMapping.addressKey);
        if (mapping === null) throw new Error('The mapping is gone.');
        store.mappings.save({ ...mapping, nextMessageNumber: mapping.nextMessageNumber + 1 });
      });
    }
  });
}

async function patiently(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ContentionError)) throw error;
    }
  }
}
