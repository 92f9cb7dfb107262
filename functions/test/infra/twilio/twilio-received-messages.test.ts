import { onTestFinished, beforeEach, describe, expect, it } from 'vitest';
import { TwilioSimulator } from '../../../../local/twilio/twilio-simulator.ts';
import { HttpListener } from '../../../../local/world/http-listener.ts';
import { MessagingUnavailableError } from '../../../src/domain/messaging/messaging-errors.ts';
import type { LoggedInboundMessage } from '../../../src/domain/messaging/received-messages.ts';
import type { TwilioConfig } from '../../../src/infra/config/twilio-config.ts';
import { TwilioReceivedMessages } from '../../../src/infra/twilio/twilio-received-messages.ts';
import { account, ANA, record, type Recording } from './messaging-service-parts.ts';

const SERVICE = `MG${'1'.repeat(32)}`;
const HOUR = 3_600_000;
const NOON = Date.parse('2026-08-01T12:00:00Z');
const BEN_ID = 'whatsapp:US.13491208655302741918';
const MESSAGES = `/2010-04-01/Accounts/${account.accountSid}/Messages`;

const received = {
  sid: `SM${'a'.repeat(32)}`,
  from: ANA.value,
  to: account.sender.value,
  direction: 'inbound',
  body: 'hi',
  num_media: '0',
  messaging_service_sid: null,
  date_created: 'Sat, 01 Aug 2026 12:00:00 +0000',
};

describe('TwilioReceivedMessages', () => {
  let recording: Recording;

  beforeEach(() => {
    recording = record();
  });

  async function listSince(since: number, config: Partial<TwilioConfig>): Promise<LoggedInboundMessage[]> {
    const log = new TwilioReceivedMessages({
      config: { ...account, apiBaseUrl: '', ...config },
      ...recording,
    });
    const listed: LoggedInboundMessage[] = [];
    for await (const message of log.listSince(since)) listed.push(message);
    return listed;
  }

  /** A log of which `answerTo` gives the page or the media at a path; undefined: 404. */
  async function serve(answerTo: (path: string) => object | undefined): Promise<string> {
    const server = await HttpListener.start({ host: '127.0.0.1', port: 0 }, ({ url = '' }, response) => {
      const answer = answerTo(decodeURIComponent(url));
      response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer ?? { code: 20404 }));
    });
    onTestFinished(() => server.stop());
    return server.url;
  }

  it('reads from the log what people sent to the sender, oldest first, page after page', async () => {
    let now = NOON;
    const simulator = await TwilioSimulator.start({
      accountSid: account.accountSid,
      authToken: account.authTokens[0].reveal(),
      sender: account.sender.value,
      now: () => now,
      delay: async () => {},
    });
    onTestFinished(() => simulator.stop());
    await simulator.receive({ From: ANA.value, Body: 'too early' });
    now += HOUR;
    for (let number = 0; number < 201; number += 1) {
      await simulator.receive({ From: number % 2 === 0 ? ANA.value : BEN_ID, Body: `text ${number}` });
    }
    const listed = await listSince(now, { apiBaseUrl: simulator.url });
    expect(listed.map(({ message }) => message.body)).toEqual(
      Array.from({ length: 201 }, (_, number) => `text ${number}`),
    );
    expect(listed[1]).toEqual({
      receivedAt: now,
      message: {
        messageSid: simulator.messages()[2]?.sid,
        sentTo: account.sender.value,
        sender: {
          address: { kind: 'business-scoped-id', value: BEN_ID },
          otherAddress: null,
          profileName: null,
        },
        type: 'text',
        body: 'text 1',
        media: [],
        location: null,
        button: null,
        listReply: null,
        flow: null,
        repliedTo: null,
        forwarded: 'no',
        referral: null,
        optOutType: null,
      },
    });
    expect(recording.metrics.samples()).toMatchObject([
      { name: 'twilio.list_messages', unit: 'ms' },
      { name: 'twilio.requests', tags: { operation: 'list_received', result: 'succeeded' } },
    ]);
  });

  it.each([
    ['image/jpeg', 'image'],
    ['audio/ogg', 'audio'],
    ['video/mp4', 'video'],
    ['text/vcard', 'document'],
  ])('asks for a medium of type %s', async (contentType, type) => {
    const page = { messages: [{ ...received, body: null, num_media: '1' }] };
    const media = {
      media_list: [{ uri: `${MESSAGES}/${received.sid}/Media/ME1.json`, content_type: contentType }],
    };
    const apiBaseUrl = await serve((path) =>
      path.startsWith(`${MESSAGES}/${received.sid}/Media.json`) ? media : page,
    );
    const url = `${apiBaseUrl}${MESSAGES}/${received.sid}/Media/ME1`;
    const [listed] = await listSince(NOON, { apiBaseUrl });
    expect(listed?.message).toMatchObject({ type, body: '', media: [{ url, contentType }] });
    expect(recording.metrics.samples().slice(-2)).toMatchObject([
      { name: 'twilio.fetch_message', unit: 'ms' },
      { name: 'twilio.requests', tags: { operation: 'list_media', result: 'succeeded' } },
    ]);
  });

  it.each([
    ['the sender', {}, ['to the sender']],
    ['the messaging service', { sender: null, messagingServiceSid: SERVICE }, ['to the service']],
  ])('leaves out what was not sent to %s over WhatsApp', async (_, config, bodies) => {
    const messages = [
      { ...received, body: 'to the sender' },
      { ...received, body: 'to the service', to: 'whatsapp:+15550100009', messaging_service_sid: SERVICE },
      { ...received, body: 'by SMS', from: '+15550100001', messaging_service_sid: SERVICE },
      { ...received, body: 'ours', direction: 'outbound-api', messaging_service_sid: SERVICE },
      { ...received, body: 'to a stranger', to: 'whatsapp:+15550100008' },
    ];
    const apiBaseUrl = await serve(() => ({ messages }));
    const listed = await listSince(NOON, { apiBaseUrl, ...config });
    expect(listed.map(({ message }) => message.body)).toEqual(bodies);
  });

  it('gives out the newest of a log that is too long to be held, and then says that some are missing', async () => {
    const apiBaseUrl = await serve(() => ({
      messages: [received],
      next_page_uri: `${MESSAGES}.json?Page=1`,
    }));
    const log = new TwilioReceivedMessages({ config: { ...account, apiBaseUrl }, ...recording });
    const listed: LoggedInboundMessage[] = [];
    const listing = (async () => {
      for await (const message of log.listSince(NOON)) listed.push(message);
    })();
    await expect(listing).rejects.toThrow(MessagingUnavailableError);
    expect(listed).toHaveLength(50);
    expect(recording.logged).toMatchObject([
      { level: 'error', message: 'twilio-log-too-long', count: 10_000 },
    ]);
  });

  it.each([
    ['a page', () => undefined],
    [
      'the media of a message',
      (path: string) =>
        path.includes('Media') ? undefined : { messages: [{ ...received, num_media: '1' }] },
    ],
  ])('fails where %s cannot be had', async (_, answerTo) => {
    const apiBaseUrl = await serve(answerTo);
    await expect(listSince(NOON, { apiBaseUrl })).rejects.toMatchObject({
      code: 'messaging-unavailable',
      providerCode: 20404,
    });
    expect(recording.logged).toMatchObject([{ level: 'warn', http_status: 404, provider_code: 20404 }]);
  });
});
