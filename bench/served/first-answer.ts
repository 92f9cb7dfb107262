import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServedProcess } from './served-process.ts';

export interface ServedRequest {
  readonly method: 'GET' | 'POST';
  /** Behind the function's address: empty, or a query. */
  readonly query?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface ServedAnswer {
  readonly status: number;
  readonly body: string;
}

const BETWEEN_TRIES = 1;
const LONGEST_START = 30_000;

/** Tries until somebody listens, and answers what is answered then. A process that ends meanwhile is an error. */
export async function firstAnswer(served: ServedProcess, sent: ServedRequest): Promise<ServedAnswer> {
  const start = performance.now();
  while (performance.now() - start < LONGEST_START) {
    try {
      return await answerTo(served, sent);
    } catch (error) {
      if (!isRefused(error) || served.hasEnded) throw error;
      await wait(BETWEEN_TRIES);
    }
  }
  throw new Error(`Nobody listened within ${LONGEST_START} ms.`);
}

export async function answerTo(served: ServedProcess, sent: ServedRequest): Promise<ServedAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ServedAnswer>();
  const { method, headers, query = '' } = sent;
  const body = Buffer.from(sent.body);
  const outgoing = request(
    served.url + query,
    { method, agent: false, headers: { ...headers, 'content-length': String(body.byteLength) } },
    (response) => {
      text(response).then((content) => resolve({ status: response.statusCode ?? 0, body: content }), reject);
    },
  );
  outgoing.once('error', reject);
  outgoing.end(body);
  return await promise;
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}
