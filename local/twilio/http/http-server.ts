import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import type { HttpOutcome, HttpRequest } from './http-exchange.ts';

type Handler = (request: HttpRequest) => Promise<HttpOutcome>;

/** A small HTTP server on one port of this machine. */
export class HttpServer {
  readonly port: number;
  readonly #server: Server;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** Port 0 takes any free one; a taken port rejects with an error that names it and its purpose. */
  static async listen(options: {
    readonly port: number;
    readonly host: string;
    readonly purpose: string;
    readonly handle: Handler;
  }): Promise<HttpServer> {
    const server = createServer((incoming, response) => void serve(incoming, response, options.handle));
    server.listen(options.port, options.host);
    try {
      await once(server, 'listening');
    } catch (error) {
      throw listenError(error, options);
    }
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    return new HttpServer(server, address.port);
  }

  /** Breaks the connections that are open; the port is free when it resolves. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

function listenError(
  error: unknown,
  { port, host, purpose }: { readonly port: number; readonly host: string; readonly purpose: string },
): unknown {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!taken) return error;
  return new Error(
    `Port ${port} on ${host} is taken, so the ${purpose} cannot use it. Stop what listens there or choose another port.`,
    { cause: error },
  );
}

async function serve(incoming: IncomingMessage, response: ServerResponse, handle: Handler): Promise<void> {
  try {
    const outcome = await handle(await readRequest(incoming, response));
    if (outcome.kind === 'reset') incoming.socket.resetAndDestroy();
    if (outcome.kind === 'answer') response.writeHead(outcome.status, outcome.headers).end(outcome.body);
  } catch (error) {
    if (incoming.destroyed && !incoming.complete) return;
    const reason = error instanceof Error ? error.message : String(error);
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(reason);
  }
}

async function readRequest(incoming: IncomingMessage, response: ServerResponse): Promise<HttpRequest> {
  const body = await text(incoming);
  const answered = Promise.withResolvers<void>();
  response.once('close', () => answered.resolve());
  response.once('finish', () => answered.resolve());
  const url = new URL(`http://simulator${incoming.url ?? '/'}`);
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body,
    answered: answered.promise,
  };
}
