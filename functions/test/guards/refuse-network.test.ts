import dns, { lookup, promises, resolve4 } from 'node:dns';
import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { expect, test } from 'vitest';

/** Nobody answers here, were a connection tried: https://www.rfc-editor.org/rfc/rfc5737 and rfc2606 */
const ADDRESS = '192.0.2.1';
const HOST = 'linkline.invalid';
const REFUSAL = /A test tried to reach the network: (192\.0\.2\.1|linkline\.invalid)/;

const ignore = () => undefined;

const attempts: Readonly<Record<string, () => unknown>> = {
  'net, by address': () => net.connect(443, ADDRESS),
  'net, by name': () => net.connect({ port: 443, host: HOST }),
  'net, on a socket': () => new net.Socket().connect({ port: 443, host: ADDRESS }),
  tls: () => tls.connect({ port: 443, host: HOST }),
  http: () => http.get(`http://${HOST}`),
  https: () => https.get(`https://${ADDRESS}`),
  'dns.lookup': () => dns.lookup(HOST, ignore),
  'lookup, imported by name': () => lookup(HOST, ignore),
  'resolve4, imported by name': () => resolve4(HOST, ignore),
  'dns.reverse': () => dns.reverse(ADDRESS, ignore),
  'dns.Resolver': () => new dns.Resolver().resolve4(HOST, ignore),
  'dns.promises.lookup': () => dns.promises.lookup(HOST),
  'dns.promises.Resolver': () => new promises.Resolver().resolveAny(HOST),
};

test.each(Object.entries(attempts))('%s is refused', (_name, attempt) => {
  expect(attempt).toThrow(REFUSAL);
});

test.each([`http://${ADDRESS}`, `https://${HOST}`])('fetch of %s is refused', async (url) => {
  const failure: unknown = await fetch(url).catch((error: unknown) => error);
  expect(failure).toMatchObject({ cause: { message: expect.stringMatching(REFUSAL) } });
});

test('http2, which gRPC speaks, is refused', () => {
  expect(() => http2.connect(`https://${HOST}`)).toThrow(REFUSAL);
});

test('this machine is reached, by address and by name', async () => {
  const server = http.createServer((_request, response) => response.end('here'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  for (const host of ['127.0.0.1', 'localhost']) {
    const response = await fetch(`http://${host}:${port}`);
    expect(await response.text()).toBe('here');
  }
  server.closeAllConnections();
  server.close();
});
