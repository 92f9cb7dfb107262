import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { AddressPolicy } from '../../../src/infra/processing/address-policy.ts';
import { permittedLookup, type ResolveHost } from '../../../src/infra/processing/permitted-lookup.ts';
import { ProductConnection } from '../../../src/infra/processing/product-connection.ts';
import { answering, listening } from './forwarding-parts.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

const METADATA = { address: '169.254.169.254', family: 4 };
const HERE = { address: '127.0.0.1', family: 4 };

function connectionTo(
  url: string,
  changes: Partial<ConstructorParameters<typeof ProductConnection>[0]> = {},
): ProductConnection {
  return new ProductConnection({ url, timeout: 5_000, allowPrivateAddresses: true, ...changes });
}

const resolving =
  (...addresses: readonly { readonly address: string; readonly family: number }[]): ResolveHost =>
  (_host, _options, callback) =>
    callback(null, addresses);

describe('the address', () => {
  it('is asked for once a connection, and what was checked is what is connected to', async () => {
    const url = await answering((_request, response) => response.end('here'));
    const answers = [[HERE], [METADATA]];
    const connection = connectionTo(url.replace('127.0.0.1', 'localhost'), {
      resolveHost: (_host, _options, callback) => callback(null, answers.shift() ?? []),
    });
    expect(await connection.post('{}', {})).toMatchObject({ kind: 'answered', status: 200 });
    expect(await connection.post('{}', { connection: 'close' })).toMatchObject({ kind: 'answered' });
    expect(await connection.post('{}', {})).toMatchObject({ kind: 'failed', reason: 'address-refused' });
  });

  it.each([
    ['no scheme but https', 'http://product.example/', resolving(HERE), true],
    ['no metadata service by name', 'https://metadata.google.internal/', resolving(HERE), true],
    ['no metadata service by number', 'https://0xa9fea9fe/', resolving(HERE), true],
    ['no host that turns out to be a metadata service', 'https://localhost/', resolving(METADATA), true],
    ['no private address unless allowed', 'https://localhost/', resolving(HERE), false],
  ])('is refused: %s', async (_, url, resolveHost, allowPrivateAddresses) => {
    const connection = connectionTo(url, { resolveHost, allowPrivateAddresses });
    expect(await connection.post('{}', {})).toMatchObject({ kind: 'failed', reason: 'address-refused' });
  });

  it('is one of the permitted, whether the socket asks for all of them or for one', () => {
    const look = permittedLookup(
      resolving(METADATA, HERE),
      new AddressPolicy({ allowPrivateAddresses: true }),
    );
    const found = vi.fn();
    look('localhost', { all: true }, found);
    look('localhost', {}, found);
    expect(found.mock.calls).toEqual([
      [null, [HERE]],
      [null, HERE.address, HERE.family],
    ]);
  });

  it('that is not found is a failure to connect', async () => {
    const connection = connectionTo('https://localhost/', {
      resolveHost: (_host, _options, callback) => callback(new Error('ENOTFOUND'), []),
    });
    expect(await connection.post('{}', {})).toMatchObject({ kind: 'failed', reason: 'not-connected' });
  });
});

it('trusts a certificate of a known authority for the very host', async () => {
  const { key, cert } = selfSignedCertificate('localhost');
  let requests = 0;
  const server = createHttpsServer({ key, cert }, (_request, response) => {
    requests += 1;
    response.end();
  });
  const port = await listening(server);
  onTestFinished(() => server.closeAllConnections());
  const post = (host: string) =>
    connectionTo(`https://${host}:${port}/`, { resolveHost: resolving(HERE) }).post('{}', {});
  expect(await post('localhost')).toMatchObject({ code: 'depth_zero_self_signed_cert' });
  const known = getCACertificates();
  setDefaultCACertificates([...known, cert]);
  onTestFinished(() => setDefaultCACertificates(known));
  expect(await post('127.0.0.1')).toMatchObject({ code: 'err_tls_cert_altname_invalid' });
  expect(requests).toBe(0);
  expect(await post('localhost')).toMatchObject({ kind: 'answered', status: 200 });
});

describe('the exchange', () => {
  it.each([
    ['before the answer', ''],
    ['in the middle of it', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'],
  ])('ends in time when the product falls silent %s', async (_, part) => {
    const connection = connectionTo(await speaking((socket) => socket.write(part)), { timeout: 50 });
    expect(await connection.post('{}', {})).toMatchObject({ kind: 'failed', reason: 'timed-out' });
  });

  it.each([
    ['before the answer', ''],
    ['in the middle of it', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'],
  ])('fails when the connection breaks %s', async (_, part) => {
    const reset = (socket: Socket) => () => setImmediate(() => socket.resetAndDestroy());
    const connection = connectionTo(await speaking((socket) => socket.write(part, reset(socket))));
    expect(await connection.post('{}', {})).toEqual({
      kind: 'failed',
      reason: 'not-connected',
      code: 'econnreset',
    });
  });

  it('begins anew where a kept connection has died', async () => {
    const spoken: number[] = [];
    const url = await speaking((socket, connectionNumber, requestNumber) => {
      spoken.push(connectionNumber);
      if (requestNumber === 1) socket.write('HTTP/1.1 204 No Content\r\nconnection: keep-alive\r\n\r\n');
      else socket.resetAndDestroy();
    });
    const connection = connectionTo(url);
    await connection.post('{}', {});
    expect(await connection.post('{}', {})).toMatchObject({ kind: 'answered', status: 204 });
    expect(spoken).toEqual([1, 1, 2]);
  });
});

/** The address of a server that says what it is told to when a request has come, both counted from 1. */
async function speaking(
  speak: (socket: Socket, connectionNumber: number, requestNumber: number) => void,
): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const connectionNumber = sockets.push(socket);
    let requests = 0;
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      if (!data.toString().endsWith('{}')) return;
      requests += 1;
      speak(socket, connectionNumber, requests);
    });
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return `http://127.0.0.1:${await listening(server)}/`;
}
