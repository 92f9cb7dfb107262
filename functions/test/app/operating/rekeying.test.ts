import { getFirestore, type DocumentData } from 'firebase-admin/firestore';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RekeyUseCase, type RekeyCommand } from '../../../src/app/operating/rekey-use-case.ts';
import { Secret } from '../../../src/infra/config/secret.ts';
import { hmacKeyChange } from '../../../src/infra/cryptography/hmac-address-keys.ts';
import { collections } from '../../../src/infra/firestore/collections.ts';
import { FirestoreRekeying } from '../../../src/infra/firestore/firestore-rekeying.ts';
import { parameterValues } from '../../support/test-configuration.ts';
import { unknownOutcome } from '../support/fake-twilio.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from '../support/linking-world.ts';
import { operatingPorts } from './operating-world.ts';

const ADA_ID = 'whatsapp:US.ada1';
const FORMER_PHONE = 'whatsapp:+15551110003';
const WAITING_PHONE = 'whatsapp:+15551110004';
const OLD_KEY = parameterValues['ADDRESS_KEY'] ?? '';
const NEW_KEY = 'new-address-key-of-the-tests-0123456789';
const ADDRESSES = [ADA_PHONE, ADA_ID, GRACE_PHONE, FORMER_PHONE, WAITING_PHONE];

const change = hmacKeyChange({ keys: [new Secret(OLD_KEY)], key: new Secret(NEW_KEY) });

let world: LinkingWorld;
let before: Everything;
let waiting: { readonly requestId: string; readonly confirmationNumber: string };

beforeAll(async () => {
  world = await LinkingWorld.create();
  waiting = await aLifeInEveryCollection();
  before = await everything();
});

/** Ada moved here from another number, Grace said STOP before anybody knew her, somebody is about to link. */
async function aLifeInEveryCollection() {
  await world.link('ada', FORMER_PHONE);
  await world.link('ada', ADA_PHONE, { otherAddress: ADA_ID });
  await world.settle();
  await world.receive(ADA_PHONE, 'hello');
  await world.receive(ADA_PHONE, 'STATUS');
  await world.receive(GRACE_PHONE, 'STOP');
  await world.settle();
  world.twilio.nextOutcomes.push({ outcome: unknownOutcome(), taken: true });
  await world.addToOutbox('unknown-1', { user_id: 'ada', body: 'Where is it?' });
  await world.settle();
  await world.addToOutbox('waiting-1', { user_id: 'ada', body: 'Behind it.' });
  await world.settle();
  await plant();
  return world.claim('bob', WAITING_PHONE);
}

/** What no reader understands, and what other parts leave behind. */
async function plant(): Promise<void> {
  const garbled = world.keyOf('whatsapp:+15551110009');
  const firestore = getFirestore();
  await Promise.all([
    firestore
      .doc(`${collections.userMappings}/${garbled}`)
      .set({ user_id: 7, whatsapp_number: 'unreadable' }),
    firestore.doc(`${collections.contacts}/${garbled}`).set({ opted_out: 'perhaps' }),
    firestore.doc(`${collections.erasures}/erasure-1`).set({ address_keys: [world.keyOf(ADA_PHONE)] }),
  ]);
}

function rekey(command: Partial<RekeyCommand> = {}) {
  const rekeying = new FirestoreRekeying({
    firestore: getFirestore(),
    metrics: world.module.metrics,
    pageSize: 3,
  });
  return new RekeyUseCase({ ...operatingPorts(world), rekeying }).execute({
    change,
    dryRun: false,
    ...command,
  });
}

/** Dies with its first write. */
async function rekeyFailing(when: 'before' | 'after'): Promise<{ readonly outcome: string }> {
  const takeBack = world.firestore.faults.inject({ method: 'commit', when, code: 'DATA_LOSS' });
  try {
    return await rekey();
  } catch {
    return { outcome: 'died' };
  } finally {
    takeBack();
  }
}

type Everything = ReadonlyMap<string, DocumentData>;

async function everything(): Promise<Everything> {
  const pages = await Promise.all(
    Object.values(collections).map((name) => getFirestore().collection(name).get()),
  );
  return new Map(pages.flatMap(({ docs }) => docs.map((document) => [document.ref.path, document.data()])));
}

async function restore(documents: Everything): Promise<void> {
  world.firestore.clear();
  await Promise.all([...documents].map(([path, data]) => getFirestore().doc(path).set(data)));
}

describe('a rekeying', () => {
  let expected: Everything;

  beforeAll(async () => {
    await rekey();
    expected = await everything();
  });

  beforeEach(() => restore(before));

  it('leaves nothing under the old key, and reports what it did', async () => {
    expect(await rekey()).toMatchObject({ outcome: 'rekeyed', misplaced: 0, leftBehind: 0 });
    const after = JSON.stringify([...(await everything())]);
    const oldKeys = ADDRESSES.map((address) => world.keyOf(address));
    expect(oldKeys.filter((key) => JSON.stringify([...before]).includes(key))).toEqual(oldKeys);
    expect(oldKeys.filter((key) => after.includes(key))).toEqual([]);
    expect(oldKeys.filter((key) => !after.includes(change.moved(key)))).toEqual([]);
  });

  it('changes each document once, although it dies before and after every single write', async () => {
    let failures = 0;
    for (;;) {
      const result = await rekeyFailing(failures % 2 === 0 ? 'before' : 'after');
      // what the last of all writes has done is known only to the next run
      if (result.outcome === 'rekeyed-before') break;
      failures += 1;
    }
    expect(failures).toBeGreaterThan(20);
    expect(await everything()).toEqual(expected);
  });

  it('is done once by two at once', async () => {
    const outcomes = (await Promise.all([rekey(), rekey()])).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['rekeyed', 'rekeyed']);
    expect(await everything()).toEqual(expected);
  });

  it('changes nothing as a dry run, with the wrong key, with other keys while it lasts, or once more', async () => {
    const unchangedBy = async (deed: () => Promise<unknown>) => {
      const unchanged = await everything();
      const answer = await deed();
      expect(await everything()).toEqual(unchanged);
      return answer;
    };
    const otherKey = new Secret('another-key-of-thirty-two-letters');
    const codeOf = (command: Partial<RekeyCommand>) =>
      rekey(command).catch(({ code }: { code: string }) => code);

    const documents = (await everything()).size - documentsWithoutKeys();
    expect(await unchangedBy(() => rekey({ dryRun: true }))).toEqual({ outcome: 'would-rekey', documents });
    const wrong = hmacKeyChange({ keys: [otherKey], key: new Secret(NEW_KEY) });
    expect(await unchangedBy(() => codeOf({ change: wrong }))).toBe('address-key-wrong');

    await rekeyFailing('after');
    const other = hmacKeyChange({ keys: [new Secret(OLD_KEY)], key: otherKey });
    expect(await unchangedBy(() => codeOf({ change: other, dryRun: true }))).toBe('rekeying-under-way');

    expect(await rekey()).toMatchObject({ outcome: 'rekeyed', documents });
    expect(await unchangedBy(() => rekey())).toMatchObject({
      outcome: 'rekeyed-before',
      documents,
      misplaced: 0,
    });
  });

  it('tells what has been written under the old key meanwhile', async () => {
    const progress = () => Number(world.documents(collections.state).get('rekey')?.['collection'] ?? 0);
    while (progress() < 2) await rekeyFailing('after');
    await world.changeContact('whatsapp:+15551110008', { opted_out: true });
    expect(await rekey()).toMatchObject({ outcome: 'rekeyed', leftBehind: 1 });
  });
});

function documentsWithoutKeys(): number {
  const names = [
    collections.linkCounters,
    collections.inboundLanes,
    collections.events,
    collections.sendingPause,
    collections.state,
  ];
  return names.reduce((count, name) => count + world.documents(name).size, 0);
}

describe('after a rekeying', () => {
  beforeAll(async () => {
    await restore(before);
    world.takeEvents();
    await rekey();
    await world.deploy({ parameters: { ADDRESS_KEY: `${OLD_KEY},${NEW_KEY}` } });
  });

  it('a person is found by both addresses, gets once what was on its way, and no link is announced anew', async () => {
    await world.settleInTime();
    await world.receive(ADA_PHONE, 'by phone');
    await world.receive(ADA_ID, 'by id');
    await world.settleInTime();
    const received = world.processor.messages.map(({ message }) => message.body);
    expect(received).toEqual(['hello', 'by phone', 'by id']);
    expect(world.twilio.textsTo(ADA_PHONE)).toEqual(['Account linked!', 'Where is it?', 'Behind it.']);
    const outbox = [...world.documents(collections.outboundMessages).values()];
    expect(outbox.filter(({ user_id, state }) => user_id === 'ada' && state !== 'accepted')).toEqual([]);
  });

  it('an opt-out still holds whose address nobody knew', async () => {
    expect(await world.receive(GRACE_PHONE, 'hello')).toMatchObject({ reply: 'how-to-start' });
    await world.link('grace', GRACE_PHONE);
    await world.addToOutbox('order-0001', { user_id: 'grace', body: 'Buy!' });
    await world.settleInTime();
    expect(world.twilio.textsTo(GRACE_PHONE)).toEqual([]);
  });

  it('the request that waited for its digits has ended, and its user links anew', async () => {
    const { requestId, confirmationNumber } = waiting;
    await expect(world.confirm('bob', requestId, confirmationNumber)).rejects.toMatchObject({
      code: 'link-code-invalid',
    });
    expect(world.documents(collections.linkRequests).get(requestId)).toMatchObject({ state: 'ended' });
    expect(world.documents(collections.links).get('bob')).toMatchObject({ request: null });
    expect(await world.receive(WAITING_PHONE, 'hello')).toMatchObject({ reply: 'please-link' });
    await world.link('bob', WAITING_PHONE);
    expect(await world.receive(WAITING_PHONE, 'hello')).toMatchObject({ outcome: 'store' });
  });
});
