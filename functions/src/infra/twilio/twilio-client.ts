import twilio from 'twilio';
import { SECOND } from '../../domain/shared/clock.ts';
import { TwilioFailure, type TwilioFailureDetails } from './twilio-failure.ts';

export interface TwilioClientOptions {
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiBaseUrl: string;
  /** Milliseconds without an answer. */
  readonly timeout: number;
}

/** No connection, hence nothing sent. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT']);

/** The SDK's client, whose calls throw only `TwilioFailure`. Importing this file loads the whole SDK: import it where it is needed. */
export function createTwilioClient(options: TwilioClientOptions): twilio.Twilio {
  const client = twilio(options.accountSid, options.authToken, {
    // empty instead of absent: else the SDK reads them from the environment and rewrites the host
    edge: '',
    region: '',
    // a kept connection that died while the instance was frozen would leave a message's outcome unknown
    httpClient: new GuardedRequestClient({ timeout: options.timeout, keepAlive: false, autoRetry: false }),
  });
  client.api.baseUrl = options.apiBaseUrl;
  return client;
}

type RequestOptions<Data> = Parameters<typeof twilio.RequestClient.prototype.request<Data>>[0];
type Response<Data> = Awaited<ReturnType<typeof twilio.RequestClient.prototype.request<Data>>>;

/** Replaces every error at the edge, where the headers are still at hand: the SDK's own errors carry credentials and no headers. */
class GuardedRequestClient extends twilio.RequestClient {
  override async request<Data>(options: RequestOptions<Data>): Promise<Response<Data>> {
    const response = await super.request<Data>(options).catch((error: unknown) => {
      throw new TwilioFailure(failureOfConnection(error));
    });
    if (response.statusCode >= 300) throw new TwilioFailure(failureOfAnswer(response));
    return response;
  }
}

function failureOfConnection(error: unknown): TwilioFailureDetails {
  const code = String(propertyOf(error, 'code'));
  const connecting = propertyOf(propertyOf(error, 'cause'), 'syscall') === 'connect';
  if (connecting || NOT_CONNECTED.has(code)) return { kind: 'not-sent', reason: 'not-connected' };
  return { kind: 'no-answer', reason: TIMED_OUT.has(code) ? 'timed-out' : 'connection-lost' };
}

function failureOfAnswer({ statusCode, body, headers }: Response<unknown>): TwilioFailureDetails {
  const code = propertyOf(body, 'code');
  const retryAfter = propertyOf(headers, 'retry-after');
  return {
    kind: 'error-answer',
    httpStatus: statusCode,
    providerCode: Number.isInteger(code) ? Number(code) : null,
    retryAfter: /^\d{1,6}$/.test(String(retryAfter)) ? Number(retryAfter) * SECOND : null,
  };
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
