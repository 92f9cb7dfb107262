import type { IncomingMessage, ServerResponse } from 'node:http';

/** One address of the page's server. `handle` ends the response; what it throws becomes an error answer. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse, url: URL): void | Promise<void>;
}
