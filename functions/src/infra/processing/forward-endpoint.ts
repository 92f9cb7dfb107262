import { Webhook } from 'standardwebhooks';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import type { LogFields, Logger } from '../../domain/shared/logger.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { currentTraceparent } from '../logging/traceparent.ts';
import type { ForwardConfig } from '../config/processor-config.ts';
import { handoverFailure, type HandoverFailure, refusalIn } from './handover-failure.ts';
import type { ResolveHost } from './permitted-lookup.ts';
import { type Exchange, type ProductAnswer, ProductConnection } from './product-connection.ts';

export interface ForwardEndpointOptions {
  readonly config: ForwardConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: MetricsCollector;
  readonly resolveHost?: ResolveHost;
}

/** The form that the Standard Webhooks specification recommends. */
export interface WebhookPayload {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Handover {
  readonly operation: 'message' | 'event';
  /** The same however often it is handed over: the product drops repetitions by it. */
  readonly id: string;
  readonly payload: WebhookPayload;
  readonly logFields: Pick<LogFields, 'message_sid' | 'event_id'>;
}

export type HandoverResult<Content> =
  | { readonly kind: 'handed-over'; readonly content: Content }
  | HandoverFailure;

/** The product's HTTPS endpoint, given signed webhooks: https://www.standardwebhooks.com */
export class ForwardEndpoint {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #metrics: MetricsCollector;
  readonly #webhook: Webhook;
  readonly #connection: ProductConnection;

  /** Throws where the signing secret is not base64. */
  constructor({ config, clock, logger, metrics, ...connection }: ForwardEndpointOptions) {
    this.#clock = clock;
    this.#logger = logger;
    this.#metrics = metrics;
    this.#webhook = new Webhook(config.signingSecret.reveal());
    this.#connection = new ProductConnection({ ...config, ...connection });
  }

  /** One attempt. `read` takes what it needs from an answer that says yes, and returns null where the answer is not valid. */
  async handOver<Content>(
    handover: Handover,
    read: (answer: ProductAnswer) => Content | null,
  ): Promise<HandoverResult<Content>> {
    const { operation } = handover;
    const exchange = await this.#metrics.timer('forward.request', { operation }, () => this.#post(handover));
    const result = resultOf(exchange, read, this.#clock.now());
    if (result.kind === 'failed') this.#logFailure(handover, exchange, result);
    this.#metrics.increment('forward.requests', {
      operation,
      result: result.kind === 'failed' ? result.reason : 'succeeded',
    });
    return result;
  }

  #post({ id, payload }: Handover): Promise<Exchange> {
    const body = JSON.stringify(payload);
    const sentAt = new Date(this.#clock.now());
    const traceparent = currentTraceparent();
    return this.#connection.post(body, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Linkline',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
      'webhook-signature': this.#webhook.sign(id, sentAt, body),
      ...(traceparent !== null && { traceparent }),
    });
  }

  #logFailure({ operation, logFields }: Handover, exchange: Exchange, { reason }: HandoverFailure): void {
    this.#logger.warn('forward-failed', {
      ...logFields,
      operation,
      reason,
      ...(exchange.kind === 'answered' && { http_status: exchange.status }),
      ...(exchange.kind === 'failed' && exchange.code !== null && { code: exchange.code }),
    });
  }
}

function resultOf<Content>(
  exchange: Exchange,
  read: (answer: ProductAnswer) => Content | null,
  now: Instant,
): HandoverResult<Content> {
  if (exchange.kind === 'failed') return handoverFailure(exchange.reason);
  const refusal = refusalIn(exchange, now);
  if (refusal !== null) return refusal;
  const content = read(exchange);
  return content === null ? handoverFailure('answer-invalid') : { kind: 'handed-over', content };
}
