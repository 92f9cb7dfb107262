import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Half an exchange, as one end of it sees it. */
export interface HttpMessage {
  readonly kind: 'request' | 'response';
  /** Host and port of whom the request is for. */
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<OutgoingHttpHeaders>;
  /** Of a request that a server gets. */
  readonly incoming?: IncomingMessage;
}

/** https://nodejs.org/api/diagnostics_channel.html#http */
interface ClientExchange {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
}

interface ServerExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** https://nodejs.org/api/diagnostics_channel.html#http2 */
interface ServerStream {
  readonly headers: Readonly<OutgoingHttpHeaders>;
}

/** Tells of every request and response of the clients and servers of this process from now on. */
export function watchHttpTraffic(listener: (message: HttpMessage) => void): void {
  // each channel's events have the form that Node documents
  subscribe('http.client.request.start', (event) => {
    const { request } = event as ClientExchange;
    listener({ kind: 'request', ...targetOf(request), headers: request.getHeaders() });
  });
  subscribe('http.client.response.finish', (event) => {
    const { request, response } = event as ClientExchange;
    listener({ kind: 'response', ...targetOf(request), headers: response.headers });
  });
  subscribe('http.server.request.start', (event) => {
    const { request } = event as ServerExchange;
    listener({ kind: 'request', ...askedOf(request), headers: request.headers, incoming: request });
  });
  subscribe('http.server.response.finish', (event) => {
    const { request, response } = event as ServerExchange;
    listener({ kind: 'response', ...askedOf(request), headers: response.getHeaders() });
  });
  subscribe('http2.server.stream.start', (event) => {
    const { headers } = event as ServerStream;
    const target = { host: String(headers[':authority']), path: String(headers[':path']) };
    listener({ kind: 'request', ...target, headers });
  });
}

function targetOf(request: ClientRequest) {
  return { host: String(request.getHeader('host')), path: request.path };
}

function askedOf({ headers, url = '' }: IncomingMessage) {
  return { host: headers.host ?? '', path: url };
}
