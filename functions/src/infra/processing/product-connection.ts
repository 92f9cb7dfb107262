import { lookup } from 'node:dns';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { SECOND } from '../../domain/shared/clock.ts';
import { AddressPolicy } from './address-policy.ts';
import { AddressRefusedError, permittedLookup, type ResolveHost } from './permitted-lookup.ts';

interface ProductConnectionOptions {
  readonly url: string;
  /** Milliseconds for the whole exchange, from looking up the host to the last byte of the answer. */
  readonly timeout: number;
  readonly allowPrivateAddresses: boolean;
  readonly resolveHost?: ResolveHost;
}

export interface ProductAnswer {
  readonly kind: 'answered';
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string;
  /** Null where it is longer than `ANSWER_LIMIT`. */
  readonly body: Uint8Array | null;
}

export interface FailedExchange {
  readonly kind: 'failed';
  readonly reason: 'address-refused' | 'timed-out' | 'not-connected';
  /** Why there was no connection, as Node calls it, in lower case: "econnrefused", "cert_has_expired", … */
  readonly code: string | null;
}

export type Exchange = ProductAnswer | FailedExchange;

type RequestHeaders = Readonly<Record<string, string>>;

/** Bytes. */
export const ANSWER_LIMIT = 256 * 1024;
const IDLE_LIMIT = 30 * SECOND;

/** Kept-alive connections to one URL. Redirects are answers like any other; the address connected to is the one that was checked. */
export class ProductConnection {
  readonly #url: URL;
  readonly #timeout: number;
  readonly #policy: AddressPolicy;
  readonly #protocol: typeof http | typeof https;
  readonly #agent: http.Agent;
  readonly #lookup: LookupFunction;

  constructor({ url, timeout, allowPrivateAddresses, resolveHost = lookup }: ProductConnectionOptions) {
    this.#url = new URL(url);
    this.#timeout = timeout;
    this.#policy = new AddressPolicy({ allowPrivateAddresses });
    this.#protocol = this.#url.protocol === 'http:' ? http : https;
    this.#agent = new this.#protocol.Agent({ keepAlive: true, timeout: IDLE_LIMIT });
    this.#lookup = permittedLookup(resolveHost, this.#policy);
  }

  async post(body: string, headers: RequestHeaders): Promise<Exchange> {
    if (!this.#policy.permitsUrl(this.#url)) return failed('address-refused');
    const signal = AbortSignal.timeout(this.#timeout);
    try {
      return await answerOf(await this.#send(body, headers, signal));
    } catch (error) {
      if (error instanceof AddressRefusedError) return failed('address-refused');
      return signal.aborted ? failed('timed-out') : failed('not-connected', codeOf(error));
    }
  }

  async #send(body: string, headers: RequestHeaders, signal: AbortSignal): Promise<http.IncomingMessage> {
    const request = this.#open(headers, signal);
    try {
      request.end(body);
      // node documents the event's one argument, which once() cannot type
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      return response;
    } catch (error) {
      // a kept connection may have died unnoticed: https://nodejs.org/api/http.html#requestreusedsocket
      if (request.reusedSocket && !signal.aborted) return this.#send(body, headers, signal);
      throw error;
    }
  }

  #open(headers: RequestHeaders, signal: AbortSignal): http.ClientRequest {
    const request = this.#protocol.request(this.#url, {
      method: 'POST',
      headers,
      agent: this.#agent,
      lookup: this.#lookup,
      signal,
    });
    // a failure after the first byte reaches the reader of the answer; here it would end the process
    request.on('error', () => undefined);
    return request;
  }
}

function failed(reason: FailedExchange['reason'], code: string | null = null): FailedExchange {
  return { kind: 'failed', reason, code };
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code).toLowerCase() : null;
}

async function answerOf(response: http.IncomingMessage): Promise<ProductAnswer> {
  const { statusCode = 0, headers } = response;
  return {
    kind: 'answered',
    status: statusCode,
    contentType: headers['content-type'] ?? '',
    retryAfter: headers['retry-after'] ?? '',
    body: await bodyOf(response),
  };
}

async function bodyOf(response: http.IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  // without an encoding set, the chunks of a response are buffers
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > ANSWER_LIMIT) return null;
  }
  return Buffer.concat(chunks);
}
