import type { Twilio } from 'twilio';
import { describe, expect, it } from 'vitest';

import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  clientOf,
  PHONE,
  refusalOf,
  startSimulator,
} from '../testing/simulator-fixture.ts';

const SERVICE = `MG${'b'.repeat(32)}`;

async function start() {
  const fixture = await startSimulator({ messagingServiceSid: SERVICE });
  fixture.client.messaging.baseUrl = fixture.simulator.url;
  return fixture;
}

const onlySender = async (client: Twilio) => {
  const [sender] = await client.messaging.v2.channelsSenders.list({ channel: 'whatsapp' });
  if (sender === undefined) throw new Error('The account has no sender.');
  return sender;
};

describe('the channels of an account', () => {
  it('take messages where the sender says, after an update by REST or the control API too', async () => {
    const { simulator, webhook, client } = await start();
    const sender = await onlySender(client);
    expect(sender).toMatchObject({ status: 'ONLINE', webhook: { callbackUrl: `${webhook.url}/inbound` } });
    const moved = JSON.stringify({ webhook: { callback_url: `${webhook.url}/moved` } });
    const authorization = `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`;
    const update = { method: 'POST', headers: { authorization }, body: moved };
    await fetch(`${simulator.url}/v2/Channels/Senders/${sender.sid}`, update);
    await simulator.receive({ From: PHONE, Body: 'one' });
    const body = JSON.stringify({ webhook: { callback_url: `${webhook.url}/again` } });
    await fetch(`${simulator.url}/simulator/sender`, { method: 'POST', body });
    await simulator.receive({ From: PHONE, Body: 'two' });
    expect(webhook.received.map(({ url }) => url)).toEqual([`${webhook.url}/moved`, `${webhook.url}/again`]);
  });

  it('take messages where the service says, unless it leaves that to its senders', async () => {
    const { simulator, webhook, client } = await start();
    const service = client.messaging.v1.services(SERVICE);
    expect((await service.channelSenders.list()).map(({ sid }) => sid)).toEqual([
      (await onlySender(client)).sid,
    ]);
    await service.update({ inboundRequestUrl: `${webhook.url}/service`, useInboundWebhookOnNumber: false });
    await simulator.receive({ From: PHONE, Body: 'one' });
    await service.update({ useInboundWebhookOnNumber: true });
    await simulator.receive({ From: PHONE, Body: 'two' });
    expect(webhook.received.map(({ url }) => url)).toEqual([
      `${webhook.url}/service`,
      `${webhook.url}/inbound`,
    ]);
  });

  it('are shown to the account alone, and to it only what exists', async () => {
    const { simulator, client } = await start();
    const stranger = clientOf(simulator, 'another-token');
    stranger.messaging.baseUrl = simulator.url;
    expect(await refusalOf(onlySender(stranger))).toMatchObject({ code: 20003 });
    const absent = client.messaging.v1.services(`MG${'c'.repeat(32)}`);
    expect(await refusalOf(absent.fetch())).toMatchObject({ code: 20404 });
  });
});
