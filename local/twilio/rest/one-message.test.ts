import { describe, expect, it } from 'vitest';

import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  PHONE,
  refusalOf,
  SENDER,
  startSimulator,
} from '../testing/simulator-fixture.ts';

const SERVICE = `MG${'b'.repeat(32)}`;
const text = { from: SENDER, to: PHONE, body: 'hi' };
const MINUTE = 60_000;

describe('one message', () => {
  it('can be fetched, from the phone as well as to it', async () => {
    const { simulator, client, clock } = await startSimulator();
    const { messageSid } = await simulator.receive({ From: PHONE, Body: 'hello' });
    expect(await client.messages(messageSid).fetch()).toMatchObject({ direction: 'inbound', body: 'hello' });
    const { sid } = await client.messages.create(text);
    await simulator.idle();
    expect(await client.messages(sid).fetch()).toMatchObject({
      status: 'delivered',
      dateSent: new Date(clock.now),
    });
  });

  it('that does not exist is 404 / 20404', async () => {
    const { client } = await startSimulator();
    const refusal = await refusalOf(client.messages(`SM${'0'.repeat(32)}`).fetch());
    expect(refusal).toMatchObject({ code: 20404, status: 404 });
  });

  it('of another account is 404 too', async () => {
    const { simulator, client } = await startSimulator();
    const { messageSid } = await simulator.receive({ From: PHONE, Body: 'hello' });
    const other = client.api.v2010.accounts(`AC${'9'.repeat(32)}`);
    expect(await refusalOf(other.messages(messageSid).fetch())).toMatchObject({ code: 20404 });
    expect(await refusalOf(other.messages.list())).toMatchObject({ code: 20404 });
  });

  it('takes no other method', async () => {
    const { simulator } = await startSimulator();
    const authorization = `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`;
    const url = `${simulator.url}/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`;
    const response = await fetch(url, { method: 'PUT', headers: { authorization } });
    expect(response.status).toBe(405);
    expect(await response.json()).toMatchObject({ code: 20004, status: 405 });
  });

  it('can be emptied and deleted once it is finished', async () => {
    const { simulator, client } = await startSimulator();
    const { sid } = await client.messages.create(text);
    await simulator.idle();
    expect(await client.messages(sid).update({ body: '' })).toMatchObject({ body: '', status: 'failed' });
    expect(await client.messages(sid).remove()).toBe(true);
    expect(await refusalOf(client.messages(sid).fetch())).toMatchObject({ code: 20404 });
    expect(simulator.messages()).toEqual([]);
  });

  it('cannot be emptied, deleted or canceled on its way', async () => {
    const { client } = await startSimulator({ delay: () => new Promise(() => undefined) });
    const { sid } = await client.messages.create(text);
    expect(await refusalOf(client.messages(sid).update({ body: '' }))).toMatchObject({ code: 20009 });
    expect(await refusalOf(client.messages(sid).remove())).toMatchObject({ code: 20009, status: 409 });
    expect(await refusalOf(client.messages(sid).update({ status: 'canceled' }))).toMatchObject({
      code: 30409,
    });
    expect(await refusalOf(client.messages(sid).update({ body: 'other' }))).toMatchObject({ code: 20001 });
  });
});

describe('a scheduled message', () => {
  const scheduled = { to: PHONE, body: 'hi', messagingServiceSid: SERVICE, scheduleType: 'fixed' as const };

  it('waits for its time', async () => {
    const due = Promise.withResolvers<void>();
    const waits: number[] = [];
    const delay = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      return milliseconds === 20 * MINUTE ? due.promise : Promise.resolve();
    };
    const { simulator, client, clock } = await startSimulator({ messagingServiceSid: SERVICE, delay });
    await simulator.receive({ From: PHONE, Body: 'hello' });
    const sendAt = new Date(clock.now + 20 * MINUTE);
    const { sid, status } = await client.messages.create({ ...scheduled, sendAt });
    expect(status).toBe('scheduled');
    await simulator.idle();
    expect((await client.messages(sid).fetch()).status).toBe('scheduled');
    const delivered = Promise.withResolvers<void>();
    simulator.onMessage((message) => message.status === 'delivered' && delivered.resolve());
    due.resolve();
    await delivered.promise;
    expect(waits).toContain(20 * MINUTE);
  });

  it('can be canceled, which its StatusCallback is told', async () => {
    const due = Promise.withResolvers<void>();
    const { simulator, client, clock, webhook } = await startSimulator({
      messagingServiceSid: SERVICE,
      delay: () => due.promise,
    });
    const sendAt = new Date(clock.now + 20 * MINUTE);
    const { sid } = await client.messages.create({
      ...scheduled,
      sendAt,
      statusCallback: `${webhook.url}/status`,
    });
    expect(await client.messages(sid).update({ status: 'canceled' })).toMatchObject({ status: 'canceled' });
    expect(webhook.values('MessageStatus')).toEqual(['canceled']);
    due.resolve();
    await simulator.idle();
    expect((await client.messages(sid).fetch()).status).toBe('canceled');
  });
});
