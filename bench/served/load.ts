import autocannon, { type Request, type Result } from 'autocannon';
import { processorSeconds } from './process-usage.ts';
import type { ServedProcess } from './served-process.ts';
import type { ServedRequest } from './first-answer.ts';

export interface LoadOptions {
  readonly seconds: number;
  readonly connections: number;
  /** As many as are answered, unless given. */
  readonly requestsPerSecond?: number;
  /** Makes a request that has not been sent before. */
  readonly next: () => ServedRequest;
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Of the server, for each request. */
  readonly processorMicroseconds: number;
  readonly medianMilliseconds: number;
  readonly slowMilliseconds: number;
}

/** Sends requests and waits for the answers, which all have to be 2xx. */
export async function load(served: ServedProcess, options: LoadOptions): Promise<LoadResult> {
  const { seconds, connections, requestsPerSecond, next } = options;
  const before = processorSeconds(served.pid);
  const result = await autocannon({
    url: served.url,
    duration: seconds,
    connections,
    ...(requestsPerSecond !== undefined && { overallRate: requestsPerSecond }),
    requests: [{ setupRequest: (request) => asRequest(request, next()) }],
  });
  refuseFailures(result);
  const answered = result.requests.total;
  return {
    requestsPerSecond: answered / result.duration,
    processorMicroseconds: ((processorSeconds(served.pid) - before) * 1e6) / answered,
    medianMilliseconds: result.latency.p50,
    slowMilliseconds: result.latency.p99,
  };
}

function asRequest(request: Request, { method, headers, body, query = '' }: ServedRequest): Request {
  return { ...request, method, path: `/${query}`, headers: { ...headers }, body: Buffer.from(body) };
}

function refuseFailures({ url, errors, timeouts, non2xx, requests }: Result): void {
  if (errors + timeouts + non2xx === 0 && requests.total > 0) return;
  throw new Error(
    `${url}: ${requests.total} answers, ${errors} errors, ${timeouts} late, ${non2xx} not 2xx.`,
  );
}
