import { HTTP_RETRIEVAL_FAILURE, HTTP_TOO_MANY_REDIRECTS } from '../debugger/debugger-codes.ts';
import type { AuthTokens } from '../auth-tokens.ts';
import type { DebuggerLog } from '../debugger/debugger-log.ts';
import type { EventFeed } from '../event-feed.ts';
import { asRecord, encodeForm, type FormParameters } from '../http/form-parameters.ts';
import type { RandomSource } from '../random-source.ts';
import type { TwilioTraffic } from '../twilio-traffic.ts';
import { type AttemptResult, attemptWebhook, type AttemptLimits } from './webhook-attempt.ts';
import { type ConnectionOverrides, connectionOverrides, type RetryCause } from './connection-overrides.ts';
import { webhookSignature } from './webhook-signature.ts';

const MAXIMUM_REDIRECTS = 10;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface Webhook {
  /** As configured: its fragment may override the connection rules. */
  readonly url: string;
  readonly parameters: FormParameters;
  readonly direction: 'to-linkline' | 'status-callback';
  readonly summary: string;
}

export interface WebhookOutcome {
  readonly result: AttemptResult;
  readonly attempts: number;
  /** Twilio's debugger code of what went wrong in the end; null where the answer was 2xx. */
  readonly failure: number | null;
  /** The failure and whatever is wrong with the URL's fragment. */
  readonly errors: readonly number[];
}

interface Dependencies {
  readonly authTokens: AuthTokens;
  readonly now: () => number;
  readonly random: RandomSource;
  readonly traffic: EventFeed<TwilioTraffic>;
  readonly debuggerLog: DebuggerLog;
}

/** Sends signed webhooks and retries them by the rules in the fragment of their URL. */
export class WebhookSender {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** The time limits guard real sockets, so they run on real timers whatever clock is injected. */
  async send(webhook: Webhook, canceled: AbortSignal): Promise<WebhookOutcome> {
    const { overrides, problems } = connectionOverrides(webhook.url);
    const errors = problems.map(({ code, message }) => this.#report(code, message, webhook.url));
    const signal = AbortSignal.any([canceled, AbortSignal.timeout(overrides.totalTimeoutMs)]);
    const idempotencyToken = this.#dependencies.random.token();
    let attempts = 0;
    let result: AttemptResult;
    do {
      attempts += 1;
      result = await this.#attempt(webhook, idempotencyToken, { ...overrides, signal });
    } while (attempts <= overrides.retryCount && isRetried(result, overrides) && !signal.aborted);
    const failure = failureOf(result);
    if (failure !== undefined && !canceled.aborted) {
      errors.push(this.#report(failure.code, failure.message, webhook.url));
    }
    return { result, attempts, failure: failure?.code ?? null, errors };
  }

  async #attempt(webhook: Webhook, idempotencyToken: string, limits: AttemptLimits): Promise<AttemptResult> {
    let url = webhook.url;
    let method: 'GET' | 'POST' = 'POST';
    for (let hop = 0; hop <= MAXIMUM_REDIRECTS; hop += 1) {
      const result = await this.#request({ ...webhook, url }, method, idempotencyToken, limits);
      const location = redirectOf(result, url);
      if (location === undefined) return result;
      if (result.kind === 'answered' && result.status < 307) method = 'GET';
      url = location;
    }
    return { kind: 'read-failed', code: HTTP_TOO_MANY_REDIRECTS, reason: 'too many redirects' };
  }

  async #request(
    webhook: Webhook,
    method: 'GET' | 'POST',
    idempotencyToken: string,
    limits: AttemptLimits,
  ): Promise<AttemptResult> {
    const { authTokens, now, traffic } = this.#dependencies;
    const parameters = method === 'POST' ? webhook.parameters : [];
    const result = await attemptWebhook(
      {
        url: webhook.url,
        method,
        body: encodeForm(parameters),
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          'user-agent': 'TwilioProxy/1.1',
          'x-twilio-signature': webhookSignature(authTokens.primary, webhook.url, parameters),
          'i-twilio-idempotency-token': idempotencyToken,
        },
      },
      limits,
    );
    traffic.publish({
      at: new Date(now()).toISOString(),
      direction: webhook.direction,
      summary: webhook.summary,
      method,
      url: webhook.url,
      status: result.kind === 'answered' ? result.status : null,
      parameters: asRecord(parameters),
    });
    return result;
  }

  #report(code: number, message: string, url: string): number {
    this.#dependencies.debuggerLog.record(code, message, url);
    return code;
  }
}

function isRetried(result: AttemptResult, { retryPolicy }: ConnectionOverrides): boolean {
  const cause = retryCause(result);
  return cause !== undefined && (retryPolicy.has(cause) || retryPolicy.has('all'));
}

function retryCause(result: AttemptResult): RetryCause | undefined {
  if (result.kind === 'connect-failed') return 'ct';
  if (result.kind === 'read-failed') return 'rt';
  if (result.status < 400) return undefined;
  return result.status < 500 ? '4xx' : '5xx';
}

function failureOf(result: AttemptResult): { readonly code: number; readonly message: string } | undefined {
  if (result.kind !== 'answered') return { code: result.code, message: result.reason };
  if (result.status >= 200 && result.status < 300) return undefined;
  return { code: HTTP_RETRIEVAL_FAILURE, message: `The webhook answered HTTP ${result.status}.` };
}

function redirectOf(result: AttemptResult, base: string): string | undefined {
  if (result.kind !== 'answered' || !REDIRECTS.has(result.status)) return undefined;
  const location = result.headers.location;
  if (location === undefined || !URL.canParse(location, base)) return undefined;
  const target = new URL(location, base);
  return target.protocol === 'http:' || target.protocol === 'https:' ? target.href : undefined;
}
