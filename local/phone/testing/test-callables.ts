import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Callable = (data: Record<string, string>, idToken: string) => unknown;

/** What a callable throws to refuse, as firebase-functions would answer it. */
export class Refusal extends Error {
  readonly status: string;
  readonly details: Record<string, unknown>;

  constructor(status: string, message: string, details: Record<string, unknown>) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

/** Answers callables with the test's functions: https://firebase.google.com/docs/functions/callable-reference */
export class TestCallables {
  readonly functions: Record<string, Callable> = {};
  readonly #server = createServer((request, response) => void this.#handle(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    // a listening TCP server has an address of this form
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    if (request.method === 'OPTIONS') {
      response.end();
      return;
    }
    const idToken = (request.headers.authorization ?? '').replace('Bearer ', '');
    const { status, answer } = this.#answer(request.url ?? '', await text(request), idToken);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  #answer(url: string, body: string, idToken: string): { status: number; answer: unknown } {
    const run = this.functions[url.slice(1)];
    if (!run) return { status: 404, answer: 'no such function' };
    try {
      const { data } = JSON.parse(body) as { data: Record<string, string> };
      return { status: 200, answer: { result: run(data, idToken) } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, message, details } = error;
      return { status: 400, answer: { error: { status, message, details } } };
    }
  }
}
