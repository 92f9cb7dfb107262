import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseWhatsAppAddress } from '../../../functions/src/domain/linking/whatsapp-address.ts';
import { TwilioSimulator } from '../../../local/twilio/twilio-simulator.ts';
import { localEnvironment } from '../../../local/world/local-environment.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { AdminWorld, NOW, runCommandLine } from '../testing/admin-world.ts';
import { PHONE, store, text } from '../testing/stored-messages.ts';

const OTHER = 'whatsapp:+4915112345668';

describe('erase', () => {
  let world: AdminWorld;
  let twilio: TwilioSimulator;
  let delivery = Promise.withResolvers<void>();

  beforeAll(async () => {
    world = await AdminWorld.start();
    twilio = await TwilioSimulator.start({
      accountSid: localIdentity.accountSid,
      authToken: localIdentity.authToken,
      sender: localIdentity.sender,
      now: () => NOW,
      delay: () => delivery.promise,
    });
  });

  afterAll(async () => {
    await Promise.all([world.stop(), twilio.stop()]);
  });

  beforeEach(async () => {
    world.firestore.clear();
    delivery = Promise.withResolvers();
    delivery.resolve();
    twilio.reset();
    await world.client.doc('old/ada').set({ user_id: 'ada', whatsapp_number: PHONE });
    await world.admin('mapping import collection:old');
    await world.client.doc('old/ada').delete();
    await store(world, text());
    await twilio.receive({ From: PHONE, Body: 'hello' });
    await twilio.receive({ From: OTHER, Body: 'hello from another' });
  });

  const admin = (commandLine: string) =>
    runCommandLine(commandLine, {
      ...localEnvironment({
        firestore: '',
        tasks: '',
        twilioUrl: twilio.url,
        functionsBaseUrl: 'http://127.0.0.1:1',
        linkPageUrl: 'http://127.0.0.1:1',
        productUrl: 'http://127.0.0.1:1',
      }),
      ...world.environment,
    });
  const collections = () => world.firestore.documents().map(({ path }) => path.split('/')[0]);
  const send = async (to: string): Promise<{ readonly sid: string }> => {
    const { accountSid, authToken, sender } = localIdentity;
    const response = await fetch(`${twilio.url}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: new URLSearchParams({ From: sender, To: to, Body: 'on its way' }),
    });
    // the simulator answers as Twilio does
    return (await response.json()) as { readonly sid: string };
  };
  const receipts = () => world.firestore.documents('whatsapp_erasures');
  const bodies = () => twilio.messages().map(({ body }) => body);

  it.each(['ada', PHONE])('removes all that is held on %s, here and at Twilio', async (subject) => {
    const { exitCode, stdout } = await admin(`erase ${subject} --json`);
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({
      exitCode: 0,
      outcome: 'erased',
      mapping: 1,
      outbound: 1,
      provider_removed: 1,
      provider_unfinished: 0,
    });
    expect(collections()).toEqual(['whatsapp_erasures']);
    expect(bodies()).toEqual(['hello from another']);
  });

  it('leaves everything as it is while Twilio still delivers a message, and finishes when run again', async () => {
    const stuck = Promise.withResolvers<void>();
    delivery = stuck;
    const { sid } = await send(PHONE);
    const first = await admin('erase ada --json');
    expect({ exitCode: first.exitCode, ...JSON.parse(first.stdout) }).toMatchObject({
      exitCode: 1,
      outcome: 'incomplete',
      provider_removed: 1,
      provider_unfinished: 1,
    });
    expect(collections()).toContain('whatsapp_user_mappings');
    stuck.resolve();
    await twilio.idle();
    expect((await admin('erase ada')).exitCode).toBe(0);
    expect(collections()).toEqual(['whatsapp_erasures']);
    expect(twilio.messages().some((message) => message.sid === sid)).toBe(false);
  });

  it('keeps what Twilio has where that is asked for', async () => {
    expect(await admin('erase ada --keep-provider')).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('Held on ada: 1 links') as string,
    });
    expect(collections()).toEqual(['whatsapp_erasures']);
    expect(bodies()).toEqual(['hello', 'hello from another']);
  });

  it('leaves the messages of a former number at Twilio to the user who has it now', async () => {
    await world.client.doc('old/grace').set({ user_id: 'grace', whatsapp_number: OTHER });
    await world.admin('mapping import collection:old');
    await world.client.doc('old/grace').delete();
    await store(world, text({ id: 'order-4712', to: parseWhatsAppAddress(OTHER) }));
    expect((await admin('erase ada')).exitCode).toBe(0);
    expect(bodies()).toEqual(['hello from another']);
    expect(collections()).toContain('whatsapp_user_mappings');
  });

  it('leaves the messages of somebody who sent a code that was never confirmed', async () => {
    const claim = { whatsapp_number: OTHER, address_key: 'k'.repeat(22), external_user_id: null };
    await world.client.doc('whatsapp_link_requests/r').set({ user_id: 'ada', state: 'claimed', claim });
    expect((await admin('erase ada')).exitCode).toBe(0);
    expect(bodies()).toEqual(['hello from another']);
  });

  it('finishes an erasure that was given up half-way, of a user whose link is broken', async () => {
    await world.client.doc(`whatsapp_user_mappings/${world.keyOf(PHONE)}`).update({ state: 'odd' });
    let commits = 0;
    world.firestore.faults.chooseBy(({ method }) => {
      commits += method === 'commit' ? 1 : 0;
      return commits > 2 ? { when: 'before', code: 'PERMISSION_DENIED' } : undefined;
    });
    const first = await admin('erase ada');
    world.firestore.faults.clear();
    expect(first.exitCode).toBe(3);
    expect(receipts()).toMatchObject([{ data: { state: 'started' } }]);
    expect((await admin('erase ada')).exitCode).toBe(0);
    expect(receipts()).toMatchObject([{ data: { state: 'finished', removed: { mapping: 1, outbound: 1 } } }]);
    expect(collections()).toEqual(['whatsapp_erasures']);
  });

  it('deletes the messages of a number that nobody has linked', async () => {
    const { exitCode, stdout } = await admin(`erase ${OTHER} --json`);
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({ exitCode: 0, provider_removed: 1 });
    expect(bodies()).toEqual(['hello']);
    expect((await admin(`erase ${OTHER} --keep-provider`)).exitCode).toBe(1);
  });
});
