import { getFirestore } from 'firebase-admin/firestore';
import { beforeEach, describe, expect, it } from 'vitest';
import indexes from '../../../firestore.indexes.json' with { type: 'json' };
import { unknownContact } from '../../src/domain/linking/contact.ts';
import type { LinkingRepositories } from '../../src/domain/linking/linking-repositories.ts';
import type { StoredEvent } from '../../src/domain/messaging/product-event-repository.ts';
import { startedErasure } from '../../src/domain/privacy/erasure.ts';
import { DAY, type Instant } from '../../src/domain/shared/clock.ts';
import { FirestoreOperatorQueries } from '../../src/infra/firestore/firestore-operator-queries.ts';
import type { OutsideWorld } from '../../src/infra/whatsapp-module.ts';
import { deadInbound } from './operating/operating-world.ts';
import { ADA_PHONE, LinkingWorld } from './support/linking-world.ts';
import { anOutboundMessage, receipts, requests } from '../contracts/linking-examples.ts';

const parameters = {
  RETENTION_INBOUND_DAYS: '11',
  RETENTION_OUTBOUND_DAYS: '12',
  RETENTION_EVENT_DAYS: '13',
  RETENTION_RECEIPT_DAYS: '14',
  RETENTION_REQUEST_DAYS: '3',
  RETENTION_COUNTER_DAYS: '4',
  RETENTION_CONTACT_DAYS: '5',
  RETENTION_ERASURE_DAYS: '16',
};

let world: LinkingWorld;
let outside: OutsideWorld;

beforeEach(async () => {
  world = await LinkingWorld.create({ parameters, intercept: (whole) => (outside = whole) });
});

const within = <Result>(work: (repositories: LinkingRepositories) => Promise<Result> | Result) =>
  outside.transactions.run('test', async (repositories) => work(repositories));

const [aReceipt] = receipts;
const [aRequest] = requests;
if (aReceipt === undefined || aRequest === undefined) throw new Error('There are examples.');
const { messageSid } = aReceipt;

const inbound = (number: number, receivedAt: Instant, sid = `SM${String(number).repeat(32)}`) => {
  const dead = deadInbound(world, ADA_PHONE);
  const message = { ...dead.message, messageSid: sid };
  return { ...dead, number, receivedAt, message, state: 'stored', inLine: true, nextAt: receivedAt } as const;
};

const anEvent = (occurredAt: Instant): StoredEvent => ({
  event: { id: 'an-event', type: 'link.created', userId: 'ada', occurredAt, messageId: null, reason: null },
  state: 'pending',
  attempts: 0,
  nextAt: occurredAt,
  reason: null,
});

const rows: readonly {
  readonly collection: string;
  readonly days: number;
  readonly write: (repositories: LinkingRepositories, now: Instant) => void;
  readonly find: (repositories: LinkingRepositories) => Promise<unknown>;
}[] = [
  {
    collection: 'whatsapp_inbound_messages',
    days: 11,
    write: (store, now) => store.inbound.create(inbound(1, now, messageSid)),
    find: (store) => store.inbound.find(messageSid),
  },
  {
    collection: 'whatsapp_outbound_messages',
    days: 12,
    write: (store, createdAt) => store.outbound.create({ ...anOutboundMessage, createdAt }),
    find: (store) => store.outbound.find(anOutboundMessage.id),
  },
  {
    collection: 'whatsapp_events',
    days: 13,
    write: (store, now) => store.events.create(anEvent(now)),
    find: (store) => store.events.find('an-event'),
  },
  {
    collection: 'whatsapp_command_receipts',
    days: 14,
    write: (store, answeredAt) => store.receipts.create({ ...aReceipt, answeredAt }),
    find: (store) => store.receipts.find(messageSid),
  },
  {
    collection: 'whatsapp_link_requests',
    days: 3,
    write: (store, expiresAt) => store.requests.create({ ...aRequest, expiresAt }),
    find: (store) => store.requests.find(aRequest.id),
  },
  {
    collection: 'whatsapp_link_counters',
    days: 4,
    write: (store, now) => store.counters.save('ada', [now]),
    find: (store) => store.counters.find('ada').then((events) => events[0] ?? null),
  },
  {
    collection: 'whatsapp_contacts',
    days: 5,
    write: (store, now) => store.contacts.save({ ...unknownContact('a-key'), automaticReplies: [now] }),
    find: (store) => store.contacts.find('a-key'),
  },
  {
    collection: 'whatsapp_erasures',
    days: 16,
    write: (store, now) => store.erasures.save(startedErasure('a-key', now, now + 16 * DAY)),
    find: (store) => store.erasures.find('a-key'),
  },
];

describe('a document that Firestore may delete', () => {
  it.each(rows)('is not there any more after $days days: $collection', async (row) => {
    await within((store) => row.write(store, world.clock.now()));
    world.clock.advance(row.days * DAY - 1);
    expect(await within(row.find)).not.toBeNull();
    world.clock.advance(1);
    expect(await within(row.find)).toBeNull();
    expect(world.documents(row.collection).size).toBe(1);
  });

  it('is in the table', () => {
    const deleted = indexes.fieldOverrides.filter((field) => 'ttl' in field && field.ttl);
    const known = rows.map(({ collection }) => collection);
    expect(known).toEqual(expect.arrayContaining(deleted.map(({ collectionGroup }) => collectionGroup)));
  });

  it('gives its place to the next of its id once it has been looked for', async () => {
    const create = () =>
      within(async (store) => {
        await store.receipts.find(messageSid);
        store.receipts.create({ ...aReceipt, answeredAt: world.clock.now() });
      });
    await create();
    await expect(create()).rejects.toMatchObject({ code: 'already-stored' });
    world.clock.advance(14 * DAY);
    await create();
    expect(await within((store) => store.receipts.find(messageSid))).not.toBeNull();
  });

  it('neither holds up nor hides what comes after it', async () => {
    const first = world.clock.now();
    const later = first + DAY;
    await within((store) => {
      for (const number of [1, 2]) store.inbound.create(inbound(number, first));
      store.inbound.create(inbound(3, later));
      store.outbound.create({ ...anOutboundMessage, id: 'message-0001', createdAt: first, nextAt: first });
      store.outbound.create({ ...anOutboundMessage, id: 'message-0002', createdAt: later, nextAt: later });
    });
    const live = `SM${'3'.repeat(32)}`;
    world.clock.advance(12 * DAY - 1);
    expect(await within(({ inbound: store }) => store.findFirstInLine('ada'))).toMatchObject({ number: 3 });
    expect(await outside.overdue.inbound(later, 1)).toMatchObject([{ messageSid: live }]);
    expect(await outside.known.find({ stored: [`SM${'1'.repeat(32)}`, live], answered: [] })).toEqual(
      new Set([live]),
    );
    world.clock.advance(1);
    expect(await within(({ outbound }) => outbound.findFirstNew('ada', later))).toMatchObject({
      messageId: 'message-0002',
    });
    expect(await outside.overdue.outbound(later, 1)).toMatchObject([{ messageId: 'message-0002' }]);
    const { metrics } = world.module;
    const operator = new FirestoreOperatorQueries({ firestore: getFirestore(), metrics, clock: world.clock });
    expect(await operator.listOutbound({ state: 'queued', userId: null, limit: 1 })).toHaveLength(1);
  });
});
