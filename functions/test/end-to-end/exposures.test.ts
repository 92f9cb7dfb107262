import { capturedOutput } from './support/captured-output.ts';
import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Activity } from '../../../local/world/activity.ts';
import { ActivityFeed } from '../../../local/world/activity-feed.ts';
import { Exposures, type Place } from './support/exposures.ts';
import { PlantedValues } from './support/planted-values.ts';

const NAME = 'Wilhelmina Zephyrine';
const ENCODED = encodeURIComponent(NAME);
const log = { kind: 'log', at: 0, severity: 'INFO', event: 'use-case-started' } as const;
const document = { kind: 'document', at: 0, change: 'created' } as const;

const planted = new PlantedValues();
planted.plant(NAME, '123456');
const feed = new ActivityFeed();
const exposures = new Exposures();
exposures.watchActivity(feed);
exposures.watchHttp({ peers: {}, necessary: [/\bnecessary=[^&]*/g] });

describe('the search', () => {
  it.each([
    ['as it is', NAME],
    ['in a path', ENCODED],
    ['in a form', NAME.replace(' ', '+')],
    ...['', 'a', 'ab'].map((before) => ['in base64', toBase64(`${before}${NAME}!`)]),
    ['in base64 for addresses', Buffer.from(NAME).toString('base64url')],
    ['as six digits', 'enter 123456 in the app'],
  ])('finds a value %s', (_, text) => {
    expect(planted.leaksIn(['harmless', `before ${text} after`])).toEqual([`before ${text} after`]);
  });

  it('finds nothing where there is nothing', () => {
    expect(planted.leaksIn(['Wilhelmina', toBase64('Zephyrine'), '0.123456', '1234567'])).toEqual([]);
  });
});

describe('a leak is found', () => {
  it.each<[Place, Activity]>([
    ['log line', { ...log, fields: { reason: NAME } }],
    ['metric', { kind: 'metric', at: 0, name: 'outbound.outcomes', tags: { reason: NAME }, value: 1 }],
    ['task', { kind: 'task', at: 0, queue: NAME, event: 'scheduled', detail: 'now' }],
    ['document path', { ...document, path: `whatsapp_erasures/${NAME}` }],
  ])('in a %s', (place, activity) => {
    feed.publish(activity);
    expect(planted.leaksIn(exposures.at(place))).toHaveLength(1);
  });

  it('in what is printed', () => {
    // oxlint-disable-next-line no-console -- what libraries print through it must be found as well
    console.error(new Error(NAME));
    process.stdout.write(NAME);
    expect(planted.leaksIn(capturedOutput)).toHaveLength(2);
  });

  it.each<[Place, string, Exchange]>([
    ['address of a request', 'the path', { path: `/${ENCODED}` }],
    ['address of a request', 'the query', { path: `/list?To=${ENCODED}` }],
    ['header', 'a request', { headers: { 'x-name': NAME } }],
    ['header', 'a response', { answer: { 'x-name': NAME } }],
    ['task payload', 'its data', { path: '/queues/one/tasks', body: toBase64(NAME) }],
  ])('in a %s: %s', async (place, _, exchange) => {
    const before = new Set(exposures.at(place));
    await perform(exchange);
    const added = exposures.at(place).filter((text) => !before.has(text));
    expect(planted.leaksIn(added)).not.toEqual([]);
  });

  it('in a header of HTTP/2', async () => {
    const server = http2.createServer((_, response) => response.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const session = http2.connect(urlOf(server));
    const stream = session.request({ ':path': '/', 'x-name': ENCODED }).resume();
    await once(stream, 'end');
    session.close();
    server.close();
    expect(planted.leaksIn(exposures.at('header'))).toContainEqual(expect.stringMatching(/x-name: Wil.*%20/));
  });
});

it('leaves out credentials, what is necessary and what the phones of the tests do', async () => {
  const before = new Set([...exposures.at('address of a request'), ...exposures.at('header')]);
  await perform({
    path: `/list?necessary=${ENCODED}`,
    headers: { authorization: `Bearer ${toBase64(NAME)}` },
  });
  await perform({ path: `/simulator/messages?to=${ENCODED}` });
  const all = [...exposures.at('address of a request'), ...exposures.at('header')];
  expect(planted.leaksIn(all.filter((text) => !before.has(text)))).toEqual([]);
});

interface Exchange {
  readonly path?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string;
  readonly answer?: http.OutgoingHttpHeaders;
}

async function perform({ path = '/', headers = {}, body = '', answer = {} }: Exchange): Promise<void> {
  const server = http.createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(200, answer).end());
  });
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const request = http
    .request(`${urlOf(server)}${path}`, { method: 'POST', headers, agent: false })
    .end(body);
  // node documents the event's one argument, which once() cannot type
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  await once(response.resume(), 'end');
}

function urlOf(server: { address(): AddressInfo | string | null }): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen.');
  return `http://127.0.0.1:${address.port}`;
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}
