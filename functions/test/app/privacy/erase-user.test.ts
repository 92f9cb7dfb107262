import { getFirestore } from 'firebase-admin/firestore';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EraseUserUseCase } from '../../../src/app/privacy/erase-user-use-case.ts';
import type { LinkingTransactions } from '../../../src/domain/linking/linking-repositories.ts';
import { StorageUnavailableError } from '../../../src/domain/shared/storage-errors.ts';
import { HmacAddressKeys } from '../../../src/infra/cryptography/hmac-address-keys.ts';
import { HmacUserKeys } from '../../../src/infra/cryptography/hmac-user-keys.ts';
import { collections } from '../../../src/infra/firestore/collections.ts';
import { RecordingLogger } from '../../domain/shared/recording-logger.ts';
import { testConfig } from '../../support/test-configuration.ts';
import { ADA_PHONE, GRACE_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { ADA_ID, ADA_OLD_PHONE, everything, snapshot, worldOfFullLife } from './full-life.ts';

/** Of which nothing but a pointer is left. */
const ADA_FORMER_ID = 'whatsapp:US.adaformer000000000000000001';
const STRANGER = 'whatsapp:+15557770007';
const { keys, retention } = testConfig();
const userKeys = new HmacUserKeys({ keys: keys.addressKeys });

describe('erasing a user', () => {
  let world: LinkingWorld;
  let transactions: LinkingTransactions;
  let restore: () => Promise<void>;
  let before: readonly string[];

  beforeAll(async () => {
    world = await worldOfFullLife({
      intercept: (outside) => {
        transactions = outside.transactions;
        return outside;
      },
    });
    restore = await snapshot(world);
    before = everything(world);
  });

  beforeEach(async () => {
    await restore();
  });

  const erase = (userId = 'ada', requestedAt = world.clock.now()) =>
    world.module.eraseUser.execute({ userId, requestedAt });

  /** Small pages, so that there is much that can fail in between. */
  const eraseWith = (failing: LinkingTransactions) =>
    new EraseUserUseCase({
      transactions: failing,
      keys: new HmacAddressKeys({ keys: keys.addressKeys }),
      userKeys,
      receiptRetention: retention.erasure,
      pageSize: 4,
      clock: world.clock,
      logger: new RecordingLogger(),
    }).execute({ userId: 'ada', requestedAt: world.clock.now() });

  it('is shown with something in every collection that holds anything of users', () => {
    const { sendingPause, state, erasures, ...ofUsers } = collections;
    const isEmpty = (name: string) => !before.some((line) => line.startsWith(`${name}/`));
    expect(Object.values(ofUsers).filter(isEmpty)).toEqual([]);
    expect([sendingPause, state, erasures].filter((name) => !isEmpty(name))).toEqual([]);
  });

  it('leaves nothing of the user in the whole database, and everything of others', async () => {
    expect((await erase()).removed).toEqual({
      mapping: 1,
      link: 1,
      request: 3,
      inbound: 4,
      outbound: 7,
      event: 6,
      contact: 1,
      receipt: 6,
    });
    const after = everything(world);
    const left = after.filter((line) => !before.includes(line));
    expect(left.map((line) => line.split('/')[0])).toEqual([
      'whatsapp_contacts',
      'whatsapp_contacts',
      'whatsapp_erasures',
      'whatsapp_link_requests',
      'whatsapp_links',
    ]);
    const addressKeys = [ADA_PHONE, ADA_ID, ADA_OLD_PHONE].map((address) => world.keyOf(address));
    const traces = ['ada', '15551110001', '15551110009', 'Profile Name', '"SM', ...addressKeys];
    const found = left.filter((line) => traces.some((trace) => fieldsOf(line).includes(trace)));
    expect(found).toEqual([]);
    const untouched = before.filter((line) => /grace|mallory/.test(line) || line.includes(keyOfGrace()));
    expect(after).toEqual(expect.arrayContaining(untouched.filter((line) => !/claimed"/.test(line))));
    expect(after).toHaveLength(untouched.length + 3);
  });

  it('leaves of an opted-out address a hash and a flag, and ends what others had claimed from it', async () => {
    await world.changeContact(ADA_FORMER_ID, { mapping_id: world.keyOf(ADA_PHONE) });
    await erase();
    const contacts = world.documents('whatsapp_contacts');
    expect(contacts.has(world.keyOf(ADA_FORMER_ID))).toBe(false);
    for (const address of [ADA_PHONE, ADA_ID]) {
      const { opted_out, ...rest } = contacts.get(world.keyOf(address)) ?? {};
      expect(opted_out).toBe(true);
      expect(Object.values(rest).flat().filter(Boolean)).toEqual([]);
    }
    expect(contacts.has(world.keyOf(ADA_OLD_PHONE))).toBe(false);
    expect(world.documents('whatsapp_links').get('mallory')).toMatchObject({ request: null });
    const requests = [...world.documents('whatsapp_link_requests').values()];
    expect(requests.find(({ user_id }) => user_id === 'mallory')).toMatchObject({
      state: 'ended',
      claim: null,
    });
  });

  it('spares whoever once sent its code, which was not confirmed, and now waits for a link of their own', async () => {
    await world.claim('eve', STRANGER);
    const { requestId, confirmationNumber } = await world.claim('victim', STRANGER);
    await erase('eve');
    const confirmed = await world.confirm('victim', requestId, confirmationNumber);
    expect(confirmed).toMatchObject({ outcome: 'linked' });
  });

  it('goes on where it was killed, wherever that was, to the same end', async () => {
    await eraseWith(transactions);
    const end = everything(world);
    await restore();
    let kills = 0;
    while (!(await isFinished(eraseWith(dyingAfter(kills + 1, transactions))))) kills += 1;
    expect(kills).toBeGreaterThan(7);
    expect(everything(world)).toEqual(end);
  });

  it('comes to the same end where all that it reads is broken: a flag that cannot be read is kept', async () => {
    await world.block(ADA_OLD_PHONE);
    await erase();
    const end = everything(world);
    await restore();
    await breakEverything();
    await erase();
    expect(everything(world)).toEqual(end);
  });

  it('is finished when it is asked for again after it was given up, so that who has come back may link', async () => {
    expect(await isFinished(eraseWith(dyingAfter(1, transactions)))).toBe(false);
    world.clock.advance(60_000);
    await expect(world.start('ada')).rejects.toMatchObject({ code: 'account-erased' });
    expect(await erase()).toMatchObject({ outcome: 'erased', removed: { mapping: 1, inbound: 4 } });
    await world.link('ada', ADA_PHONE);
    expect(world.documents('whatsapp_user_mappings').has(world.keyOf(ADA_PHONE))).toBe(true);
  });

  it('may run three times at once', async () => {
    await eraseWith(transactions);
    const end = everything(world);
    await restore();
    await Promise.all([eraseWith(transactions), eraseWith(transactions), erase()]);
    expect(everything(world)).toEqual(end);
  });

  it('spares who has come back, although a run that was overtaken by another goes on', async () => {
    let stored: readonly string[] | null = null;
    await eraseWith({
      async run(operation, work) {
        if (operation === 'erase-page' && stored === null) {
          stored = [];
          await erase();
          world.clock.advance(1_000);
          await world.link('ada', ADA_OLD_PHONE);
          stored = everything(world);
        }
        return transactions.run(operation, work);
      },
    });
    expect(everything(world)).toEqual(stored);
  });

  it('lets anybody link the number again, whose opt-out still holds though only the mapping knew of it', async () => {
    await world.changeContact(ADA_PHONE, { opted_out: false });
    await erase();
    await world.link('grace', ADA_PHONE);
    expect(world.documents('whatsapp_user_mappings').get(world.keyOf(ADA_PHONE))).toMatchObject({
      user_id: 'grace',
      opted_out: true,
    });
  });

  it('leaves alone the number that another user has linked since', async () => {
    await world.link('mallory', ADA_OLD_PHONE);
    await world.changeMapping(ADA_OLD_PHONE, { state: 'odd', whatsapp_number: 5 });
    const ofMallory = everything(world).filter((line) => /mallory/.test(line));
    await erase();
    expect(everything(world)).toEqual(expect.arrayContaining(ofMallory));
    expect(world.documents('whatsapp_contacts').has(world.keyOf(ADA_OLD_PHONE))).toBe(true);
  });

  it('leaves a receipt for users of whom nothing was stored, too', async () => {
    expect(await erase('nobody')).toMatchObject({ outcome: 'erased', removed: { link: 0, mapping: 0 } });
    expect(world.documents('whatsapp_erasures').get(userKeys.keyOf('nobody'))).toMatchObject({
      state: 'finished',
      address_keys: [],
    });
  });

  it('does not happen again when its event is delivered again after the user has come back', async () => {
    const requestedAt = world.clock.now();
    await erase('ada', requestedAt);
    world.clock.advance(60_000);
    await world.link('ada', ADA_OLD_PHONE);
    const stored = everything(world);
    expect(await erase('ada', requestedAt)).toMatchObject({
      outcome: 'erased-before',
      removed: { inbound: 4 },
    });
    expect(everything(world)).toEqual(stored);
    await erase('ada');
    expect(world.documents('whatsapp_user_mappings').has(world.keyOf(ADA_OLD_PHONE))).toBe(false);
  });

  const breakEverything = async () => {
    const firestore = getFirestore();
    const requests = firestore.collection(collections.linkRequests);
    const [claimed] = (await requests.where('user_id', '==', 'mallory').get()).docs;
    const [message] = (
      await firestore.collection(collections.inboundMessages).where('user_id', '==', 'ada').get()
    ).docs;
    await Promise.all([
      world.changeMapping(ADA_PHONE, {
        state: 'odd',
        opted_out: 'yes',
        whatsapp_number: 5,
        external_user_id: 'nobody',
      }),
      world.changeContact(ADA_PHONE, { opted_out: false, waiting: 'long', mapping_id: 'no/key' }),
      world.changeContact(ADA_OLD_PHONE, { blocked: 'perhaps', wrong_codes: 3 }),
      firestore.doc(`${collections.links}/ada`).set({ linked: 'text', request: 5 }),
      firestore.doc(`${collections.links}/mallory`).update({ 'request.state': 'odd' }),
      claimed?.ref.update({ 'claim.whatsapp_number': 'odd', 'claim.claimed_at': 'soon' }),
      message?.ref.update({ address_key: 'no/key', to: [] }),
      firestore.doc(`${collections.erasures}/${userKeys.keyOf('ada')}`).set({ address_keys: 'none' }),
    ]);
  };

  const keyOfGrace = () => world.keyOf(GRACE_PHONE);
});

/** The process dies when the n-th transaction has been stored. */
function dyingAfter(kill: number, transactions: LinkingTransactions): LinkingTransactions {
  let stored = 0;
  return {
    async run(operation, work) {
      const result = await transactions.run(operation, work);
      stored += 1;
      if (stored === kill) throw new StorageUnavailableError();
      return result;
    },
  };
}

async function isFinished(erasure: Promise<unknown>): Promise<boolean> {
  try {
    await erasure;
    return true;
  } catch (error) {
    if (error instanceof StorageUnavailableError) return false;
    throw error;
  }
}

/** Without the ids of the documents that stay. */
function fieldsOf(line: string): string {
  return line.slice(line.indexOf(' '));
}
