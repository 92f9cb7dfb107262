import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';

import twilio from 'twilio';

export interface ReceivedWebhook {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly parameters: URLSearchParams;
  /** By the signature check of Twilio's own SDK. */
  readonly isGenuine: boolean;
}

/** Answers one request; a request without an answer stays open. */
export type Answerer = (webhook: ReceivedWebhook, response: ServerResponse) => void;

export const twiml =
  (...texts: readonly string[]): Answerer =>
  (_webhook, response) => {
    const messaging = new twilio.twiml.MessagingResponse();
    for (const reply of texts) messaging.message(reply);
    response.writeHead(200, { 'content-type': 'text/xml' }).end(messaging.toString());
  };

export const answer =
  (status: number, contentType?: string, body = ''): Answerer =>
  (_webhook, response) => {
    response.writeHead(status, contentType === undefined ? {} : { 'content-type': contentType }).end(body);
  };

export const hang: Answerer = () => undefined;

export const reset: Answerer = (_webhook, response) => {
  response.socket?.resetAndDestroy();
};

/** A real web server in Linkline's place. */
export class WebhookServer {
  readonly received: ReceivedWebhook[] = [];
  readonly #authToken: string;
  readonly #server: Server;
  readonly #next: Answerer[] = [];
  #standard: Answerer = answer(204);

  private constructor(authToken: string) {
    this.#authToken = authToken;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(authToken: string): Promise<WebhookServer> {
    const server = new WebhookServer(authToken);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server does not listen.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Answers the requests to come, each with one; then the standard answer follows, 204 at first. */
  answerNext(...answerers: readonly Answerer[]): void {
    this.#next.push(...answerers);
  }

  answerAlways(answerer: Answerer): void {
    this.#standard = answerer;
  }

  /** The values of one parameter in all requests so far. */
  values(name: string): readonly (string | null)[] {
    return this.received.map(({ parameters }) => parameters.get(name));
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parameters = new URLSearchParams(await text(request));
    const url = `${this.url}${request.url ?? ''}`;
    const { method = '', headers } = request;
    const isGenuine = this.#isGenuine(url, headers['x-twilio-signature'], parameters);
    const webhook = { method, url, headers, parameters, isGenuine };
    this.received.push(webhook);
    (this.#next.shift() ?? this.#standard)(webhook, response);
  }

  #isGenuine(url: string, signature: string | string[] | undefined, parameters: URLSearchParams): boolean {
    const values = [...new Set(parameters.keys())].map((name) => {
      const all = parameters.getAll(name);
      return [name, all.length > 1 ? all : all[0]] as const;
    });
    return twilio.validateRequest(this.#authToken, String(signature), url, Object.fromEntries(values));
  }
}
