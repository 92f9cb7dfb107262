import { MediaTooLargeError, MediaUnavailableError } from '../../domain/messaging/messaging-errors.ts';
import { SECOND } from '../../domain/shared/clock.ts';
import type { TwilioConfig } from '../config/twilio-config.ts';

export interface MediaDownloadOptions extends Pick<TwilioConfig, 'accountSid' | 'authTokens' | 'apiBaseUrl'> {
  /** As the inbound message holds it. */
  readonly url: string;
  readonly maximumBytes: number;
  /** Milliseconds until the last byte. */
  readonly timeout?: number;
  readonly fetch?: typeof fetch;
}

export interface DownloadedMedia {
  readonly content: Uint8Array;
  /** What the server says, which need not be what the bytes are. */
  readonly contentType: string;
}

const MAXIMUM_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const MEDIA_PATH = /^\/2010-04-01\/Accounts\/(\w+)\/Messages\/\w+\/Media\/\w+$/;

/**
 * Fetches one medium of an inbound message into memory. The credentials go to Twilio's API alone, never to the storage it redirects to.
 * Throws `MediaUnavailableError` or `MediaTooLargeError`. https://www.twilio.com/docs/messaging/api/media-resource
 */
export async function downloadMedia(options: MediaDownloadOptions): Promise<DownloadedMedia> {
  const signal = AbortSignal.timeout(options.timeout ?? 20 * SECOND);
  const response = await answerFor(mediaUrlIn(options), options, signal);
  return {
    content: await contentOf(response, options.maximumBytes),
    contentType: response.headers.get('content-type') ?? 'application/octet-stream',
  };
}

/** Any other address of the API would be read with the account's full rights, its auth token among the answers. */
function mediaUrlIn({ url, accountSid, apiBaseUrl }: MediaDownloadOptions): URL {
  const media = URL.parse(url);
  const isOurs =
    media?.origin === new URL(apiBaseUrl).origin && MEDIA_PATH.exec(media.pathname)?.[1] === accountSid;
  if (!isOurs) throw new MediaUnavailableError('foreign-url');
  return new URL(media.pathname, media.origin);
}

async function answerFor(first: URL, options: MediaDownloadOptions, signal: AbortSignal): Promise<Response> {
  let url = first;
  for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects += 1) {
    const headers = redirects === 0 ? { authorization: authorizationOf(options) } : {};
    const response = await fromNetwork(
      (options.fetch ?? fetch)(url, { headers, signal, redirect: 'manual' }),
    );
    if (response.ok) return response;
    await discard(response);
    url = redirectTarget(response, url, first);
  }
  throw new MediaUnavailableError('unsafe-redirect');
}

function authorizationOf({ accountSid, authTokens }: MediaDownloadOptions): string {
  const [authToken] = authTokens;
  if (authToken === undefined) throw new Error('There is no auth token: set TWILIO_AUTH_TOKENS.');
  return `Basic ${Buffer.from(`${accountSid}:${authToken.reveal()}`).toString('base64')}`;
}

function redirectTarget(response: Response, from: URL, first: URL): URL {
  const location = response.headers.get('location');
  if (!REDIRECTS.has(response.status) || location === null) {
    throw new MediaUnavailableError('error-answer', { httpStatus: response.status });
  }
  const target = URL.parse(location, from.href);
  if (target === null || !isSafe(target, first)) throw new MediaUnavailableError('unsafe-redirect');
  return target;
}

/** Without encryption only within one machine, where Twilio itself is simulated. */
function isSafe(target: URL, first: URL): boolean {
  if (target.protocol === 'https:') return true;
  return target.protocol === 'http:' && first.protocol === 'http:' && LOOPBACK.has(target.hostname);
}

async function contentOf(response: Response, maximumBytes: number): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length') ?? 0) > maximumBytes) {
    await discard(response);
    throw new MediaTooLargeError(maximumBytes);
  }
  const chunks = await fromNetwork(readAtMost(maximumBytes, response));
  if (chunks === null) throw new MediaTooLargeError(maximumBytes);
  return Buffer.concat(chunks);
}

/** Null where there is more; reading stops there, however little the answer had announced. */
async function readAtMost(maximumBytes: number, { body }: Response): Promise<readonly Uint8Array[] | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maximumBytes) return null;
    chunks.push(chunk);
  }
  return chunks;
}

/** Frees the connection. */
async function discard({ body }: Response): Promise<void> {
  if (body !== null) await fromNetwork(body.cancel());
}

async function fromNetwork<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    throw new MediaUnavailableError('no-answer', { cause: error });
  }
}
