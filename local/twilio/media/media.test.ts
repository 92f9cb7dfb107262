import { describe, expect, it } from 'vitest';

import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  PHONE,
  refusalOf,
  SENDER,
  startSimulator,
} from '../testing/simulator-fixture.ts';

const authorization = `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`;
const picture = { From: PHONE, Body: 'look', MediaContentType0: 'image/png' };
const content = Buffer.from([0, 255, 128, 10]);

describe('a medium that a phone sends', () => {
  it.each([
    ['given as base64', { ...picture, MediaContent0: content.toString('base64') }, content],
    ['as a sample of its type', picture, expect.objectContaining({ 0: 0x89, 1: 0x50, 2: 0x4e, 3: 0x47 })],
  ])(
    '%s is fetched with the credentials, by way of a host that asks for none',
    async (_name, given, bytes) => {
      const { simulator, webhook } = await startSimulator();
      const { messageSid } = await simulator.receive(given);
      const [url = ''] = webhook.values('MediaUrl0').map(String);
      expect(messageSid).toMatch(/^MM[0-9a-f]{32}$/u);
      expect(url).toMatch(
        new RegExp(`^${simulator.url}/2010-04-01/.+/${messageSid}/Media/ME[0-9a-f]{32}$`, 'u'),
      );
      expect(webhook.values('NumMedia')).toEqual(['1']);
      expect(webhook.received[0]?.parameters.has('MediaContent0')).toBe(false);
      expect((await fetch(url)).status).toBe(401);
      const redirect = await fetch(url, { headers: { authorization }, redirect: 'manual' });
      expect(redirect.status).toBe(307);
      const stored = await fetch(redirect.headers.get('location') ?? '');
      expect(stored.headers.get('content-type')).toBe('image/png');
      expect(Buffer.from(await stored.arrayBuffer())).toEqual(bytes);
    },
  );

  it('is shown on the phone, counted in the log, and listed, fetched and deleted through the API', async () => {
    const { simulator, client } = await startSimulator();
    const { messageSid } = await simulator.receive(picture);
    const [shown] = simulator.messages(PHONE);
    expect((await fetch(shown?.mediaUrls[0] ?? '')).status).toBe(200);
    expect(await client.messages.list({ to: SENDER })).toMatchObject([{ sid: messageSid, numMedia: '1' }]);
    const media = client.messages(messageSid).media;
    const [medium] = await media.list();
    expect(medium).toMatchObject({
      parentSid: messageSid,
      contentType: 'image/png',
      accountSid: ACCOUNT_SID,
    });
    const sid = medium?.sid ?? '';
    expect(await client.messages(messageSid).media(sid).fetch()).toMatchObject({ sid });
    expect(await client.messages(messageSid).media(sid).remove()).toBe(true);
    expect(await media.list()).toEqual([]);
    expect(await refusalOf(client.messages(messageSid).media(sid).fetch())).toMatchObject({ code: 20404 });
    expect((await fetch(shown?.mediaUrls[0] ?? '')).status).toBe(404);
  });

  it('is the same one when its message is delivered again, and none of another message', async () => {
    const { simulator, webhook, client } = await startSimulator();
    const { messageSid } = await simulator.receive(picture);
    await simulator.receive({ ...picture, MessageSid: messageSid });
    const [first, second] = webhook.values('MediaUrl0');
    expect(second).toBe(first);
    const other = await simulator.receive(picture);
    const [medium] = await client.messages(messageSid).media.list();
    const foreign = client.messages(other.messageSid).media(medium?.sid ?? '');
    expect(await refusalOf(foreign.fetch())).toMatchObject({ code: 20404 });
  });

  it('may lie on another server', async () => {
    const { simulator, webhook } = await startSimulator();
    const url = 'https://media.example/cat.png';
    await simulator.receive({ ...picture, MediaUrl0: url });
    expect(webhook.values('MediaUrl0')).toEqual([url]);
    expect(simulator.messages(PHONE)).toMatchObject([{ mediaUrls: [url] }]);
  });

  it('is refused where it is no base64', async () => {
    const { simulator } = await startSimulator();
    await expect(simulator.receive({ ...picture, MediaContent0: '?' })).rejects.toThrow('MediaContent0');
    expect(simulator.messages()).toEqual([]);
  });
});
