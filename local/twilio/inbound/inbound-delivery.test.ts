import { describe, expect, it } from 'vitest';

import { PHONE, startSimulator } from '../testing/simulator-fixture.ts';
import { answer, hang, reset, twiml, WebhookServer } from '../testing/webhook-server.ts';

const hello = { From: PHONE, Body: 'hello' };

/** A port on which nothing listens any more. */
async function closedUrl(): Promise<string> {
  const server = await WebhookServer.start('');
  const { url } = server;
  await server.stop();
  return url;
}

describe('the retry rules of a webhook', () => {
  it.each([
    ['', answer(500)],
    ['', answer(404)],
    ['', reset],
    ['#rc=3&rp=ct', answer(500)],
    ['#rc=3&rp=5xx', answer(404)],
    ['#rc=3&rp=4xx', answer(500)],
    ['#rc=0&rp=all', answer(500)],
    ['#rc=3&rp=all', answer(204)],
    ['#rt=100', hang],
  ])('with "%s" leave it at one attempt', async (fragment, answerer) => {
    const { simulator, webhook } = await startSimulator({}, fragment);
    webhook.answerAlways(answerer);
    expect((await simulator.receive(hello)).attempts).toBe(1);
    expect(webhook.received).toHaveLength(1);
  });

  it.each([
    ['#rc=3&rp=5xx', answer(503)],
    ['#rc=3&rp=ct,5xx,rt', answer(500)],
    ['#rc=3&rp=4xx', answer(429)],
    ['#rc=3&rp=all', answer(404)],
    ['#rc=3&rp=rt', reset],
    ['#rc=3&rp=rt&rt=100', hang],
  ])('with "%s" make four attempts of one signed request', async (fragment, answerer) => {
    const { simulator, webhook } = await startSimulator({}, fragment);
    webhook.answerAlways(answerer);
    const result = await simulator.receive(hello);
    expect(result).toMatchObject({ attempts: 4, errors: [11200], replies: [] });
    expect(webhook.received.every(({ isGenuine }) => isGenuine)).toBe(true);
    const tokens = webhook.received.map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(new Set(tokens).size).toBe(1);
    expect(new Set(webhook.values('MessageSid')).size).toBe(1);
  });

  it('end with the first good answer', async () => {
    const { simulator, webhook } = await startSimulator({}, '#rc=3&rp=ct,5xx,rt');
    webhook.answerNext(answer(500), reset, twiml('Third time lucky'));
    const result = await simulator.receive(hello);
    expect(result).toMatchObject({ status: 200, attempts: 3, errors: [], replies: ['Third time lucky'] });
  });

  it('retry a refused connection once by default', async () => {
    const { simulator } = await startSimulator();
    simulator.useWebhook(`${await closedUrl()}/inbound`);
    const result = await simulator.receive(hello);
    expect(result).toMatchObject({ status: null, contentType: null, attempts: 2, errors: [11205] });
  });

  it('stop when the total time is over', async () => {
    const { simulator, webhook } = await startSimulator({}, '#rc=5&rp=all&rt=100&tt=250');
    webhook.answerAlways(hang);
    const result = await simulator.receive(hello);
    expect(result).toMatchObject({ status: null, errors: [11200] });
    expect(result.attempts).toBeLessThan(6);
  });

  it('report a fragment that breaks them, and keep the defaults', async () => {
    const { simulator, webhook } = await startSimulator({}, '#rc=9&rp=never');
    const result = await simulator.receive(hello);
    expect(result).toMatchObject({ status: 204, errors: [11100, 11243] });
    expect(simulator.debuggerEntries().map(({ url }) => url)).toEqual([
      `${webhook.url}/inbound#rc=9&rp=never`,
      `${webhook.url}/inbound#rc=9&rp=never`,
    ]);
  });
});

describe('a redirect', () => {
  it('that keeps the method carries the message along, signed for its new URL', async () => {
    const { simulator, webhook } = await startSimulator();
    webhook.answerNext(
      (_request, response) => response.writeHead(307, { location: '/moved' }).end(),
      twiml('Hi'),
    );
    expect((await simulator.receive(hello)).replies).toEqual(['Hi']);
    expect(webhook.received[1]).toMatchObject({
      method: 'POST',
      url: `${webhook.url}/moved`,
      isGenuine: true,
    });
    expect(webhook.values('Body')).toEqual(['hello', 'hello']);
  });

  it('by 302 loses the message, as at Twilio', async () => {
    const { simulator, webhook } = await startSimulator();
    webhook.answerNext((_request, response) => response.writeHead(302, { location: '/moved' }).end());
    await simulator.receive(hello);
    expect(webhook.received[1]).toMatchObject({ method: 'GET', isGenuine: true });
    expect(webhook.values('Body')).toEqual(['hello', null]);
  });

  it('that goes round in circles is given up', async () => {
    const { simulator, webhook } = await startSimulator({}, '#rc=0');
    webhook.answerAlways((_request, response) => response.writeHead(307, { location: '/inbound' }).end());
    expect((await simulator.receive(hello)).errors).toEqual([11215]);
    expect(webhook.received).toHaveLength(11);
  });
});

describe('the fallback URL', () => {
  it.each([
    ['an HTTP error', answer(500), 11200],
    ['TwiML that is no XML', answer(200, 'text/html', 'ok'), 12100],
    ['another root element', answer(200, 'text/xml', '<Reply/>'), 12102],
    ['a wrong content type', answer(200, 'application/json', '{}'), 12300],
  ])('is told of %s', async (_name, answerer, code) => {
    const fallback = await WebhookServer.start('the-auth-token');
    const { simulator, webhook } = await startSimulator({ fallbackUrl: `${fallback.url}/fallback` }, '#rc=0');
    webhook.answerNext(answerer);
    fallback.answerNext(twiml('From the fallback'));
    const result = await simulator.receive(hello);
    expect(result).toMatchObject({
      status: 200,
      replies: ['From the fallback'],
      attempts: 2,
      errors: [code],
    });
    expect(fallback.received[0]?.isGenuine).toBe(true);
    expect(fallback.values('ErrorCode')).toEqual([String(code)]);
    expect(fallback.values('ErrorUrl')).toEqual([`${webhook.url}/inbound`]);
    expect(fallback.values('MessageSid')).toEqual(webhook.values('MessageSid'));
    await fallback.stop();
  });

  it('is not asked after a good answer, nor after one with a mere warning', async () => {
    const fallback = await WebhookServer.start('the-auth-token');
    const { simulator, webhook } = await startSimulator({ fallbackUrl: fallback.url });
    webhook.answerNext(answer(204), answer(200, 'text/xml', '<Response><Dial/></Response>'));
    await simulator.receive(hello);
    expect((await simulator.receive(hello)).errors).toEqual([12200]);
    expect(fallback.received).toEqual([]);
    await fallback.stop();
  });

  it('may fail as well', async () => {
    const { simulator, webhook } = await startSimulator({ fallbackUrl: await closedUrl() }, '#rc=0');
    webhook.answerAlways(answer(503));
    const result = await simulator.receive(hello);
    expect(result).toMatchObject({ status: null, attempts: 3, errors: [11200, 11205] });
    expect(simulator.debuggerEntries().map(({ code }) => code)).toEqual([11200, 11205]);
  });
});
