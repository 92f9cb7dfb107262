import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { MINUTE } from '../../../domain/shared/clock.ts';
import { LONGEST_CALL } from '../client-patience.ts';
import { FirestoreCallError } from './firestore-call-error.ts';

export interface RestAnswer {
  readonly status: number;
  readonly body: string;
}

export interface RestCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Kept-alive connections to one origin. */
export class RestConnection {
  readonly #origin: string;
  readonly #protocol: typeof http | typeof https;
  readonly #agent: http.Agent;

  constructor(origin: string) {
    this.#origin = origin;
    this.#protocol = origin.startsWith('http:') ? http : https;
    this.#agent = new this.#protocol.Agent({ keepAlive: true, timeout: MINUTE });
  }

  /** Throws `FirestoreCallError` where there is no answer, or none in time. */
  async send(call: RestCall): Promise<RestAnswer> {
    const signal = AbortSignal.timeout(LONGEST_CALL);
    try {
      const response = await this.#respond(call, signal);
      return { status: response.statusCode ?? 0, body: await text(response) };
    } catch (cause) {
      throw new FirestoreCallError(signal.aborted ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE', { cause });
    }
  }

  async #respond(call: RestCall, signal: AbortSignal): Promise<http.IncomingMessage> {
    const request = this.#open(call, signal);
    try {
      request.end(call.body);
      // node documents the event's one argument, which once() cannot type
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      return response;
    } catch (error) {
      // an instance that stood still finds its connections closed: https://nodejs.org/api/http.html#requestreusedsocket
      if (request.reusedSocket && !signal.aborted) return this.#respond(call, signal);
      throw error;
    }
  }

  #open({ method, path, headers }: RestCall, signal: AbortSignal): http.ClientRequest {
    const options = { method, headers, agent: this.#agent, signal };
    const request = this.#protocol.request(`${this.#origin}${path}`, options);
    // a failure after the first byte reaches the reader of the answer; here it would end the process
    request.on('error', () => undefined);
    return request;
  }
}
