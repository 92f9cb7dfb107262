import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpListener } from '../../../../local/world/http-listener.ts';
import { downloadMedia, type MediaDownloadOptions } from '../../../src/infra/twilio/media-download.ts';
import { account } from './messaging-service-parts.ts';

const PATH = `/2010-04-01/Accounts/${account.accountSid}/Messages/MM${'1'.repeat(32)}/Media/ME${'2'.repeat(32)}`;
const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10]);
const CREDENTIALS = `Basic ${btoa(`${account.accountSid}:${account.authTokens[0].reveal()}`)}`;

describe('downloadMedia', () => {
  let api: HttpListener;
  let storage: HttpListener;
  let answerOfApi: RequestListener;
  let answerOfStorage: RequestListener;
  let requests: { readonly place: string; readonly url: unknown; readonly authorization: unknown }[];

  beforeEach(async () => {
    requests = [];
    answerOfApi = redirectTo(() => `${storage.url}/pictures/1?signature=s`);
    answerOfStorage = picture;
    api = await listen('api', (...exchange) => answerOfApi(...exchange));
    storage = await listen('storage', (...exchange) => answerOfStorage(...exchange));
  });

  afterEach(async () => {
    await Promise.all([api.stop(), storage.stop()]);
  });

  async function listen(place: string, answer: RequestListener): Promise<HttpListener> {
    return await HttpListener.start({ host: '127.0.0.1', port: 0 }, (request, response) => {
      const { url, headers } = request;
      requests.push({ place, url, authorization: headers.authorization });
      answer(request, response);
    });
  }

  function download(changes: Partial<MediaDownloadOptions> = {}) {
    const { accountSid, authTokens } = account;
    const url = `${api.url}${PATH}`;
    return downloadMedia({ accountSid, authTokens, apiBaseUrl: api.url, url, maximumBytes: 6, ...changes });
  }

  it('shows the credentials to the API alone and follows it to the storage', async () => {
    const { content, contentType } = await download();
    expect([...content]).toEqual([...PICTURE]);
    expect(contentType).toBe('image/jpeg');
    expect(requests).toEqual([
      { place: 'api', url: PATH, authorization: CREDENTIALS },
      { place: 'storage', url: '/pictures/1?signature=s', authorization: undefined },
    ]);
  });

  it('shows them to the API only once, even where it redirects to itself', async () => {
    answerOfApi = (request, response) =>
      request.url === PATH ? redirectTo(() => '/elsewhere')(request, response) : picture(request, response);
    await download();
    expect(requests).toMatchObject([
      { url: PATH, authorization: CREDENTIALS },
      { url: '/elsewhere', authorization: undefined },
    ]);
  });

  it.each([
    ['another host', () => `${storage.url}${PATH}`],
    ['another scheme', () => `${api.url.replace('http', 'https')}${PATH}`],
    ['no address', () => 'picture.jpg'],
    ['another account', () => `${api.url}${PATH.replace(account.accountSid, `AC${'9'.repeat(32)}`)}`],
    ['the account itself', () => `${api.url}/2010-04-01/Accounts/${account.accountSid}.json`],
    ['a way out of the media', () => `${api.url}${PATH}/../../../../../${account.accountSid}.json`],
    ['a hidden way out', () => `${api.url}${PATH}%2f..%2f..`],
  ])('asks nobody for %s', async (_, urlOf) => {
    await expect(download({ url: urlOf() })).rejects.toMatchObject({ reason: 'foreign-url' });
    expect(requests).toEqual([]);
  });

  it.each([
    ['http beyond this machine', () => 'http://storage.example/1', 1],
    ['another protocol', () => 'file:///etc/passwd', 1],
    ['no address', () => 'https://', 1],
    ['itself for ever', () => PATH, 4],
  ])('does not follow to %s', async (_, location, asked) => {
    answerOfApi = redirectTo(location);
    await expect(download()).rejects.toMatchObject({ code: 'media-unavailable', reason: 'unsafe-redirect' });
    expect(requests).toHaveLength(asked);
  });

  it('does not follow an encrypted API to an unencrypted service of this machine', async () => {
    const apiBaseUrl = 'https://api.twilio.com';
    const asked: unknown[] = [];
    const refused = download({
      apiBaseUrl,
      url: `${apiBaseUrl}${PATH}`,
      fetch: (url) => {
        asked.push(url);
        return Promise.resolve(new Response(null, { status: 307, headers: { Location: storage.url } }));
      },
    });
    await expect(refused).rejects.toMatchObject({ reason: 'unsafe-redirect' });
    expect(asked.map(String)).toEqual([`${apiBaseUrl}${PATH}`]);
  });

  it.each([
    [401, {}],
    [404, { Location: '/elsewhere' }],
    [503, {}],
    [307, {}],
  ])('reports the error answer %i with %j', async (httpStatus, headers) => {
    answerOfApi = (_, response) => response.writeHead(httpStatus, headers).end('no');
    await expect(download()).rejects.toMatchObject({ reason: 'error-answer', httpStatus });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, RequestListener]>([
    ['an announced size', (_, response) => response.writeHead(200, { 'Content-Length': '7' }).write('1')],
    ['a stream without end', (_, response) => response.write('1234567')],
  ])('stops at %s beyond the limit', async (_, answer) => {
    answerOfStorage = answer;
    await expect(download()).rejects.toMatchObject({ code: 'media-too-large', maximumBytes: 6 });
  });

  it.each<[string, RequestListener, string]>([
    ['no answer in time', () => {}, 'TimeoutError'],
    ['no end in time', (_, response) => response.write('12'), 'TimeoutError'],
    [
      'a broken answer',
      (_, response) =>
        response.writeHead(200, { 'Content-Length': '6' }).write('12', () => response.destroy()),
      'TypeError',
    ],
  ])('reports %s', async (_, answer, name) => {
    answerOfStorage = answer;
    const timeout = name === 'TimeoutError' ? 100 : 10_000;
    await expect(download({ timeout })).rejects.toMatchObject({ reason: 'no-answer', cause: { name } });
  });

  it('names no address and no credentials in an error', async () => {
    answerOfApi = redirectTo(() => 'http://storage.example/1');
    const message = await download().catch(String);
    expect(message).toMatch(/^MediaUnavailableError: Twilio pointed to/);
    expect(message).not.toMatch(/example|AC0|b4d5/);
  });
});

function redirectTo(location: () => string): RequestListener {
  return (_, response) => response.writeHead(307, { Location: location() }).end('moved');
}

function picture(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(PICTURE);
}
