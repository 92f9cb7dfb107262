import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';

import {
  HTTP_RETRIEVAL_FAILURE,
  HTTP_CONNECTION_FAILURE,
  HTTP_BAD_HOST_NAME,
  TLS_HANDSHAKE_ERROR,
} from '../debugger/debugger-codes.ts';

/** Twilio reads at most 64 kB of an answer: https://www.twilio.com/docs/api/errors/11750 */
export const ANSWER_LIMIT = 64 * 1024;

export interface WebhookRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AttemptLimits {
  readonly connectTimeoutMs: number;
  /** Until the first byte of the answer. */
  readonly readTimeoutMs: number;
  readonly signal: AbortSignal;
}

export type AttemptResult =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: http.IncomingHttpHeaders;
      /** One byte longer than the limit where the answer is longer. */
      readonly body: Buffer;
    }
  | { readonly kind: 'connect-failed'; readonly code: number; readonly reason: string }
  | { readonly kind: 'read-failed'; readonly code: number; readonly reason: string };

/** Sends one HTTP request on a connection of its own; a failure is a result, too. */
export async function attemptWebhook(request: WebhookRequest, limits: AttemptLimits): Promise<AttemptResult> {
  const patience = new AbortController();
  const outgoing = open(request, AbortSignal.any([limits.signal, patience.signal]));
  let connected = false;
  let timer = setTimeout(() => patience.abort(), limits.connectTimeoutMs);
  outgoing.once('socket', (socket) => {
    socket.once(request.url.startsWith('https:') ? 'secureConnect' : 'connect', () => {
      connected = true;
      clearTimeout(timer);
      timer = setTimeout(() => patience.abort(), limits.readTimeoutMs);
    });
  });
  try {
    outgoing.end(request.body);
    const response = await firstByte(outgoing);
    clearTimeout(timer);
    const body = await readAnswer(response);
    return { kind: 'answered', status: response.statusCode ?? 0, headers: response.headers, body };
  } catch (error) {
    return connected
      ? { kind: 'read-failed', code: HTTP_RETRIEVAL_FAILURE, reason: reasonOf(error) }
      : { kind: 'connect-failed', code: connectionErrorCode(error), reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
    outgoing.destroy();
  }
}

function open({ url, method, headers, body }: WebhookRequest, signal: AbortSignal): http.ClientRequest {
  const send = url.startsWith('https:') ? https.request : http.request;
  const outgoing = send(url, {
    method,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    agent: false,
    signal,
  });
  // a failure after the first byte reaches the reader of the answer; here it would end the process
  outgoing.on('error', () => undefined);
  return outgoing;
}

async function firstByte(outgoing: http.ClientRequest): Promise<http.IncomingMessage> {
  // node documents the response event's one argument, which once() cannot type
  const [response] = (await once(outgoing, 'response')) as [http.IncomingMessage];
  return response;
}

async function readAnswer(response: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > ANSWER_LIMIT) break;
  }
  return Buffer.concat(chunks).subarray(0, ANSWER_LIMIT + 1);
}

function connectionErrorCode(error: unknown): number {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return HTTP_BAD_HOST_NAME;
  const isTls = /TLS|SSL|CERT|SELF_SIGNED|EPROTO/u.test(code);
  return isTls ? TLS_HANDSHAKE_ERROR : HTTP_CONNECTION_FAILURE;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
