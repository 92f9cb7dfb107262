import { describe, expect, it } from 'vitest';

import { PHONE, SENDER, startSimulator } from '../testing/simulator-fixture.ts';
import { answer, twiml } from '../testing/webhook-server.ts';

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });

describe('POST /simulator/inbound', () => {
  it('sends the message and answers with what came of it', async () => {
    const { simulator, webhook } = await startSimulator();
    webhook.answerNext(twiml('Hi'));
    const response = await post(`${simulator.url}/simulator/inbound`, {
      From: PHONE,
      Body: 'hello',
      ProfileName: null,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      messageSid: webhook.values('MessageSid')[0],
      status: 200,
      contentType: 'text/xml',
      replies: ['Hi'],
      attempts: 1,
      errors: [],
    });
    expect(webhook.received[0]?.isGenuine).toBe(true);
    expect(webhook.received[0]?.parameters.has('ProfileName')).toBe(false);
  });

  it.each([
    ['no JSON', '{"From":', 'JSON'],
    ['a list', [], 'object'],
    ['no From', { Body: 'hi' }, 'From'],
    ['no Body', { From: PHONE }, 'Body'],
    ['a number', { From: PHONE, Body: 'hi', NumMedia: 1 }, 'NumMedia'],
  ])('refuses %s, naming it, and sends nothing', async (_name, body, named) => {
    const { simulator, webhook } = await startSimulator();
    const response = await post(`${simulator.url}/simulator/inbound`, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining(named) as string });
    expect(webhook.received).toEqual([]);
  });
});

describe('GET /simulator/messages', () => {
  it('lists what one phone shows, whether the plus sign is escaped or not', async () => {
    const { simulator, clock } = await startSimulator();
    const { messageSid } = await simulator.receive({ From: PHONE, Body: 'hello' });
    await simulator.receive({ From: 'whatsapp:+15550100002', Body: 'someone else' });
    for (const address of [encodeURIComponent(PHONE), PHONE]) {
      const response = await fetch(`${simulator.url}/simulator/messages?to=${address}`);
      expect(await response.json()).toEqual({
        messages: [
          {
            sid: messageSid,
            direction: 'from-phone',
            from: PHONE,
            to: SENDER,
            body: 'hello',
            mediaUrls: [],
            status: 'received',
            errorCode: null,
            at: new Date(clock.now).toISOString(),
            via: 'phone',
          },
        ],
      });
    }
  });

  it('lists all phones without an address', async () => {
    const { simulator } = await startSimulator();
    await simulator.receive({ From: PHONE, Body: '1' });
    await simulator.receive({ From: 'whatsapp:+15550100002', Body: '2' });
    const response = await fetch(`${simulator.url}/simulator/messages`);
    expect(await response.json()).toMatchObject({ messages: [{ body: '1' }, { body: '2' }] });
  });
});

describe('GET /simulator/person', () => {
  it('tells until when free text arrives, and whether Twilio opted the person out', async () => {
    const { simulator, clock } = await startSimulator({ advancedOptOut: true });
    const url = `${simulator.url}/simulator/person?to=${encodeURIComponent(PHONE)}`;
    expect(await (await fetch(url)).json()).toEqual({
      addresses: [PHONE],
      optedOut: false,
      windowClosesAt: null,
    });
    await simulator.receive({ From: PHONE, Body: 'STOP', ExternalUserId: 'whatsapp:US.1' });
    expect(await (await fetch(url)).json()).toEqual({
      addresses: [PHONE, 'whatsapp:US.1'],
      optedOut: true,
      windowClosesAt: new Date(clock.now + 24 * 60 * 60 * 1000).toISOString(),
    });
  });
});

describe('/simulator/templates', () => {
  const contentSid = `HX${'d'.repeat(32)}`;

  it('registers a template that can be sent from then on', async () => {
    const { simulator, client } = await startSimulator();
    const url = `${simulator.url}/simulator/templates`;
    const template = { contentSid, name: 'greeting', body: 'Hello {{name}}' };
    const known = (await (await post(url, template)).json()) as { templates: unknown[] };
    expect(known.templates.at(-1)).toEqual(template);
    expect(simulator.templates()).toEqual(known.templates);
    const contentVariables = JSON.stringify({ name: 'Ana' });
    await client.messages.create({ from: SENDER, to: PHONE, contentSid, contentVariables });
    expect(simulator.messages(PHONE)).toMatchObject([{ body: 'Hello Ana' }]);
  });

  it.each([
    ['a wrong id', { contentSid: 'HX1', name: 'greeting', body: 'Hello' }, 'contentSid'],
    ['no text', { contentSid, name: 'greeting', body: '' }, 'body'],
  ])('refuses %s, naming it', async (_name, body, named) => {
    const { simulator } = await startSimulator();
    const response = await post(`${simulator.url}/simulator/templates`, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining(named) as string });
  });
});

describe('/simulator/faults', () => {
  const STANDARD = {
    create: [],
    asyncErrors: [],
    statusCallbacks: {
      loss: 0,
      duplicate: 0,
      reorder: false,
      delayMs: 0,
      sending: false,
      beforeAnswer: false,
    },
    inbound: { duplicate: 0, loss: 0, delayMs: 0 },
  };

  it('injects, shows and clears', async () => {
    const { simulator } = await startSimulator();
    const url = `${simulator.url}/simulator/faults`;
    const injected = await post(url, {
      create: 'error',
      code: 21211,
      times: 2,
      asyncError: 63024,
      statusCallbacks: { reorder: true },
      inbound: { duplicate: 1 },
    });
    const active = {
      create: [
        { kind: 'error', code: 21211, status: 400 },
        { kind: 'error', code: 21211, status: 400 },
      ],
      asyncErrors: [63024, 63024],
      statusCallbacks: { ...STANDARD.statusCallbacks, reorder: true },
      inbound: { ...STANDARD.inbound, duplicate: 1 },
    };
    expect(await injected.json()).toEqual(active);
    expect(await (await fetch(url)).json()).toEqual(active);
    expect(await (await fetch(url, { method: 'DELETE' })).json()).toEqual(STANDARD);
  });

  it.each([
    ['an unknown field', { create: 'hang', colour: 'red' }, 'colour'],
    ['an unknown inner field', { statusCallbacks: { lose: 1 } }, 'lose'],
    ['an unknown fault', { create: 'explode' }, 'create'],
    ['an error without a code', { create: 'error' }, 'code'],
    ['a code without an error', { create: 'hang', code: 1 }, 'code'],
    ['retryAfter without throttle', { create: 'hang', retryAfter: 1 }, 'retryAfter'],
    ['a probability above 1', { statusCallbacks: { loss: 2 } }, 'loss'],
    ['nothing at all', {}, 'at least one'],
    ['no JSON', 'hang', 'JSON'],
  ])('refuses %s, naming it', async (_name, body, named) => {
    const { simulator } = await startSimulator();
    const response = await post(`${simulator.url}/simulator/faults`, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining(named) as string });
    expect(simulator.faults.active()).toEqual(STANDARD);
  });
});

describe('POST /simulator/read', () => {
  it('marks as read what the phone was sent', async () => {
    const { simulator, webhook } = await startSimulator();
    webhook.answerNext(twiml('Hi'));
    await simulator.receive({ From: PHONE, Body: 'hello' });
    await simulator.idle();
    const response = await post(`${simulator.url}/simulator/read?to=${encodeURIComponent(PHONE)}`, '');
    expect(await response.json()).toEqual({ read: 1 });
    expect(simulator.messages(PHONE).at(-1)?.status).toBe('read');
  });

  it('needs to know whose phone', async () => {
    const { simulator } = await startSimulator();
    expect((await post(`${simulator.url}/simulator/read`, '')).status).toBe(400);
  });
});

describe('GET /simulator/debugger', () => {
  it('lists what went wrong with the webhook', async () => {
    const { simulator, webhook, clock } = await startSimulator();
    webhook.answerNext(answer(500));
    await simulator.receive({ From: PHONE, Body: 'hello' });
    const response = await fetch(`${simulator.url}/simulator/debugger`);
    expect(await response.json()).toEqual({
      entries: [
        {
          at: new Date(clock.now).toISOString(),
          code: 11200,
          message: 'The webhook answered HTTP 500.',
          url: `${webhook.url}/inbound`,
        },
      ],
    });
  });
});

describe('the control API', () => {
  it('can be called by a page of this machine, and by no other', async () => {
    const { simulator } = await startSimulator();
    const allowed = async (origin: string): Promise<string | null> => {
      const response = await fetch(`${simulator.url}/simulator/inbound`, {
        method: 'OPTIONS',
        headers: { origin },
      });
      expect(response.status).toBe(204);
      return response.headers.get('access-control-allow-origin');
    };
    expect(await allowed('http://127.0.0.1:4000')).toBe('http://127.0.0.1:4000');
    expect(await allowed('http://localhost:4000')).toBe('http://localhost:4000');
    expect(await allowed('https://evil.example')).toBeNull();
    expect(await allowed('null')).toBeNull();
  });

  it('says what it knows where it is asked for something else', async () => {
    const { simulator } = await startSimulator();
    const unknown = await fetch(`${simulator.url}/simulator/nothing`);
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('/simulator/inbound');
    expect((await fetch(`${simulator.url}/simulator/inbound`)).status).toBe(405);
  });
});
