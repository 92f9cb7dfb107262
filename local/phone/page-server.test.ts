import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountNotFoundError } from '../auth/accounts.ts';
import { externalUserIdOf } from '../twilio/inbound/inbound-parameters.ts';
import { InvalidRequestError } from '../twilio/invalid-request-error.ts';
import { localIdentity } from '../world/local-identity.ts';
import type { PageConfiguration } from './page-protocol.ts';
import { startPage, type RunningPage } from './page-server.ts';
import { EventReader } from './testing/event-reader.ts';
import { TestWorld } from './testing/test-world.ts';

const ADA = 'whatsapp:+15551110001';

describe('the server of the page', () => {
  let world: TestWorld;
  let page: RunningPage;

  beforeEach(async () => {
    world = new TestWorld();
    page = await startPage(world, { port: 0 });
  });
  afterEach(() => page.stop());

  const get = (path: string) => fetch(page.url + path);
  const post = (path: string, body: string) => fetch(page.url + path, { method: 'POST', body });

  it('serves the page at / and /link with everything it loads', async () => {
    for (const path of ['/', '/link']) {
      const response = await get(path);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(await response.text()).toContain('src="/page.js"');
    }
    expect(await (await get('/page.js')).text()).toContain('EventSource');
    expect(await (await get('/page.css')).text()).toContain('prefers-reduced-motion');
  });

  it('lets the page load nothing but itself and call nothing but the functions', async () => {
    const policy = (await get('/')).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("connect-src 'self' http://127.0.0.1:9;");
  });

  it('tells who is there and where the functions are', async () => {
    // the route answers in this form
    const configuration = (await (await get('/configuration')).json()) as PageConfiguration;
    expect(configuration).toMatchObject({ productName: 'Demo', functionsBaseUrl: world.functionsBaseUrl });
    expect(configuration.phones.map(({ address }) => address)).toEqual([
      ADA,
      'whatsapp:+15551110002',
      'whatsapp:+15551110003',
      'whatsapp:US.hidden0000000000000000001',
    ]);
    expect(configuration.users.map(({ uid }) => uid)).toEqual(['ada', 'grace', 'linus', 'anonymous']);
  });

  it('signs demo users in and nobody else', async () => {
    expect(await (await post('/sign-in', '{"user":"ada"}')).json()).toEqual({ idToken: 'token-of-ada' });
    const refused = await post('/sign-in', '{"user":"eve"}');
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('ada, grace, linus, anonymous');
  });

  it('signs demo users out everywhere and deletes their accounts, and nobody else’s', async () => {
    const happened: string[] = [];
    world.onSignOutEverywhere = (uid) => void happened.push(`${uid} out`);
    world.onDeleteUser = (uid) => void happened.push(`${uid} gone`);
    expect((await post('/sign-out-everywhere', '{"user":"ada"}')).status).toBe(204);
    expect((await post('/delete-account', '{"user":"grace"}')).status).toBe(204);
    expect((await post('/sign-out-everywhere', '{"user":"eve"}')).status).toBe(400);
    expect((await post('/delete-account', '{"user":"eve"}')).status).toBe(400);
    expect(happened).toEqual(['ada out', 'grace gone']);
    world.onDeleteUser = () => {
      throw new AccountNotFoundError('There is no account grace.');
    };
    const again = await post('/delete-account', '{"user":"grace"}');
    expect([again.status, await again.json()]).toEqual([400, { error: 'There is no account grace.' }]);
  });

  it('keeps one chat of a phone that hides its number, shows it and changes hands', async () => {
    const { simulator } = world;
    const id = externalUserIdOf(ADA, localIdentity.accountSid);
    const events = await EventReader.open(`${page.url}/events`);
    const after = async (change: string) => {
      expect((await post(`/phone/${change}`, JSON.stringify({ phone: ADA }))).status).toBe(204);
      await post('/phone/send', JSON.stringify({ from: ADA, body: change }));
      expect(await events.next('conversation')).toMatchObject({ address: ADA });
      return simulator.received.at(-1);
    };
    expect(await after('hide')).toEqual({ From: id, Body: 'hide' });
    const sid = simulator.deliver(id, 'hello');
    await post('/phone/read', JSON.stringify({ to: ADA }));
    expect(simulator.messages(id)).toMatchObject([{}, { sid, status: 'read' }]);
    expect(await after('show')).toEqual({ From: ADA, ExternalUserId: id, Body: 'show' });
    const next = await after('change-hands');
    expect(next).toMatchObject({ From: ADA, ExternalUserId: expect.stringMatching(/^whatsapp:US\.\d+$/) });
    expect(next?.['ExternalUserId']).not.toBe(id);
    await events.close();

    const identity = { address: ADA, isHidden: false, holder: 2 };
    const reopened = await EventReader.open(`${page.url}/events`);
    expect(await reopened.next('snapshot')).toMatchObject({
      conversations: [{ address: ADA, messages: [{}, {}, {}, {}] }],
      identities: [identity],
    });
    await post('/phone/hide', JSON.stringify({ phone: ADA }));
    expect(await reopened.next('identity')).toEqual({ ...identity, isHidden: true });
    await reopened.close();
    const numberless = JSON.stringify({ phone: 'whatsapp:US.hidden0000000000000000001' });
    expect((await post('/phone/hide', numberless)).status).toBe(400);
  });

  it('sends from a phone and shows both sides of its chat', async () => {
    world.simulator.reply = (_from, body) => [`You said ${body}`];
    const sent = await post('/phone/send', JSON.stringify({ from: ADA, body: 'hi' }));
    expect(await sent.json()).toEqual({ messageSid: expect.stringMatching(/^SM/), status: 200 });
    world.simulator.deliver('whatsapp:+15551110002', 'for Grace');
    const { messages } = (await (await get(`/phone/messages?to=${encodeURIComponent(ADA)}`)).json()) as {
      messages: readonly { body: string }[];
    };
    expect(messages.map(({ body }) => body)).toEqual(['hi', 'You said hi']);
  });

  it('passes on why the phone network refuses a message', async () => {
    world.simulator.receive = () => Promise.reject(new InvalidRequestError('From is not a phone'));
    const refused = await post('/phone/send', '{"from":"nobody","body":"hi"}');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({ error: 'From is not a phone' });
  });

  it('marks a chat as read', async () => {
    const sid = world.simulator.deliver(ADA, 'hello');
    await post('/phone/read', JSON.stringify({ to: ADA }));
    expect(world.simulator.messages()).toMatchObject([{ sid, status: 'read' }]);
  });

  it('lists what Firestore holds', async () => {
    world.store('things/one', { count: 1 });
    expect(await (await get('/documents')).json()).toEqual({
      documents: [{ path: 'things/one', data: { count: 1 } }],
    });
  });

  it('puts faults into the simulator, tells of them, and clears them', async () => {
    const events = await EventReader.open(`${page.url}/events`);
    expect(await events.next('snapshot')).toMatchObject({ faults: { create: [] } });
    const refused = await post('/faults', '{"create":"explode"}');
    expect(refused.status).toBe(400);
    const injected = await post('/faults', '{"create":"hang","times":2}');
    expect(await injected.json()).toMatchObject({ create: [{ kind: 'hang' }, { kind: 'hang' }] });
    expect(await events.next('faults')).toMatchObject({ create: [{ kind: 'hang' }, { kind: 'hang' }] });
    world.simulator.faults.takeCreateFault();
    world.store('things/one', {});
    expect(await events.next('faults')).toMatchObject({ create: [{ kind: 'hang' }] });
    expect(await (await post('/faults/clear', '')).json()).toMatchObject({ create: [] });
    await events.close();
  });

  it('moves the clock ahead, one move after the other', async () => {
    const before = world.clock.now();
    const steps: string[] = [];
    const advance = world.advance.bind(world);
    world.advance = async (milliseconds) => {
      steps.push('begins');
      // the other request has time to arrive
      for (let trip = 0; trip < 5; trip += 1) await get('/phone/messages?to=nobody');
      await advance(milliseconds);
      steps.push('ends');
    };
    const events = await EventReader.open(`${page.url}/events`);
    const moves = [60_000, 60_000].map((milliseconds) =>
      post('/clock/advance', JSON.stringify({ milliseconds })),
    );
    const answers = await Promise.all(moves.map(async (answer) => (await answer).json()));
    expect(answers).toContainEqual({ now: before + 120_000 });
    expect(steps).toEqual(['begins', 'ends', 'begins', 'ends']);
    expect(await events.next('clock')).toEqual({ now: before + 60_000 });
    expect((await post('/clock/advance', '{"milliseconds":-1}')).status).toBe(400);
    await events.close();
  });

  it.each([
    ['not JSON', 'hi'],
    ['no object', '"hi"'],
    ['a missing text', '{"from":"whatsapp:+15551110001"}'],
    ['an empty text', '{"from":"whatsapp:+15551110001","body":""}'],
    ['too much', `{"from":"${'x'.repeat(70_000)}","body":"hi"}`],
  ])('refuses a body that is %s', async (_what, body) => {
    expect((await post('/phone/send', body)).status).toBe(400);
    expect(world.simulator.messages()).toEqual([]);
  });

  it('answers unknown paths and methods as such', async () => {
    expect((await get('/nothing')).status).toBe(404);
    expect((await get('/sign-in')).status).toBe(405);
    expect((await get('/phone/messages')).status).toBe(400);
  });

  it('reports a failure of the world as such and goes on', async () => {
    world.simulator.receive = () => Promise.reject(new Error('The simulator has stopped.'));
    const failed = await post('/phone/send', JSON.stringify({ from: ADA, body: 'hi' }));
    expect(failed.status).toBe(500);
    expect(await failed.json()).toEqual({ error: 'The simulator has stopped.' });
    expect((await get('/configuration')).status).toBe(200);
  });

  it('streams a snapshot and then every change', async () => {
    world.simulator.deliver(ADA, 'before');
    world.store('whatsapp_links/ada', { linked: null, request: null });
    const events = await EventReader.open(`${page.url}/events`);

    expect(await events.next('snapshot')).toMatchObject({
      now: world.clock.now(),
      activities: [{ kind: 'document', path: 'whatsapp_links/ada' }],
      conversations: [{ address: ADA, messages: [{ body: 'before' }] }],
      links: [{ userId: 'ada', link: { linked: null } }],
      outbox: [],
    });
    const sid = world.simulator.deliver(ADA, 'after', 'sent');
    expect(await events.next('conversation')).toMatchObject({
      address: ADA,
      messages: [{ body: 'before' }, { body: 'after', status: 'sent' }],
    });
    world.simulator.change(sid, { status: 'delivered' });
    expect(await events.next('conversation')).toMatchObject({ messages: [{}, { status: 'delivered' }] });
    world.store('things/one', {});
    expect(await events.next('activity')).toMatchObject({ path: 'things/one', change: 'created' });
    world.delete('whatsapp_links/ada');
    expect(await events.next('link')).toEqual({ userId: 'ada', link: null });
    world.store('whatsapp_outbound_messages/message-1', { user_id: 'ada' });
    expect(await events.next('outbound')).toEqual({ id: 'message-1', message: { user_id: 'ada' } });
    await events.close();
  });
});

describe('the port of the page', () => {
  it('is named where it is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve);
    });
    // a listening TCP server has an address of this form
    const { port } = other.address() as AddressInfo;
    await expect(startPage(new TestWorld(), { port })).rejects.toThrow(String(port));
    await new Promise((resolve) => other.close(resolve));
  });

  it('is free at once after stopping, open streams or not', async () => {
    const first = await startPage(new TestWorld(), { port: 0 });
    const events = await EventReader.open(`${first.url}/events`);
    await events.next('snapshot');
    await first.stop();
    const again = await startPage(new TestWorld(), { port: Number(new URL(first.url).port) });
    expect(again.url).toBe(first.url);
    await again.stop();
  });
});
