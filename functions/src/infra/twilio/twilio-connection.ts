import { MessagingUnavailableError } from '../../domain/messaging/messaging-errors.ts';
import { SECOND } from '../../domain/shared/clock.ts';
import type { LogFields, Logger } from '../../domain/shared/logger.ts';
import type { TimerName } from '../../domain/shared/metrics-catalogue.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import type { Secret } from '../config/secret.ts';
import type { TwilioConfig } from '../config/twilio-config.ts';
import type { createTwilioClient } from './twilio-client.ts';
import { failureDetailsOf, TwilioFailure, type TwilioFailureDetails } from './twilio-failure.ts';

export interface TwilioConnectionOptions {
  readonly config: TwilioConfig;
  readonly metrics: MetricsCollector;
  readonly logger: Logger;
  /** Milliseconds without an answer after which a call is given up. */
  readonly timeout?: number;
  readonly loadClient?: () => Promise<{ readonly createTwilioClient: typeof createTwilioClient }>;
}

export type TwilioClient = ReturnType<typeof createTwilioClient>;

interface Look<Found> {
  readonly timer: Extract<TimerName, 'twilio.list_messages' | 'twilio.fetch_message'>;
  readonly operation: string;
  readonly look: (client: TwilioClient) => Promise<Found>;
}

/** The REST API of Twilio. The SDK is loaded with the first call: most functions never make one. */
export class TwilioConnection {
  readonly #options: TwilioConnectionOptions;
  readonly #authToken: Secret;
  #client: TwilioClient | undefined;

  /** Throws where there is no auth token. */
  constructor(options: TwilioConnectionOptions) {
    const authToken = options.config.authTokens[0];
    if (authToken === undefined) throw new Error('TWILIO_AUTH_TOKENS is empty: set the secret.');
    this.#authToken = authToken;
    this.#options = options;
  }

  /** Calls of the client throw only `TwilioFailure`, and so does this. */
  async client(): Promise<TwilioClient> {
    if (this.#client !== undefined) return this.#client;
    const { config, logger, timeout = 10 * SECOND } = this.#options;
    const { loadClient = () => import('./twilio-client.ts') } = this.#options;
    try {
      const { createTwilioClient } = await loadClient();
      const { accountSid, apiBaseUrl } = config;
      const authToken = this.#authToken.reveal();
      this.#client ??= createTwilioClient({ accountSid, authToken, apiBaseUrl, timeout });
      return this.#client;
    } catch (error) {
      logger.error('twilio-client-not-loaded', { error });
      throw new TwilioFailure({ kind: 'not-sent', reason: 'client-not-loaded' });
    }
  }

  /** A call that changes nothing at Twilio. Throws `MessagingUnavailableError` for every failure. */
  async read<Found>({ timer, operation, look }: Look<Found>): Promise<Found> {
    const { metrics } = this.#options;
    try {
      const found = await metrics.timer(timer, {}, async () => await look(await this.client()));
      metrics.increment('twilio.requests', { operation, result: 'succeeded' });
      return found;
    } catch (error) {
      metrics.increment('twilio.requests', { operation, result: 'failed' });
      const failure = failureDetailsOf(error);
      this.logFailure(failure, { operation });
      throw new MessagingUnavailableError(failure.kind === 'error-answer' ? failure.providerCode : null);
    }
  }

  logFailure(failure: TwilioFailureDetails, fields: LogFields): void {
    this.#options.logger.warn('twilio-request-failed', { ...failureFieldsOf(failure), ...fields });
  }
}

function failureFieldsOf(failure: TwilioFailureDetails): LogFields {
  if (failure.kind !== 'error-answer') return { reason: failure.reason };
  const { httpStatus, providerCode } = failure;
  return { http_status: httpStatus, ...(providerCode !== null && { provider_code: providerCode }) };
}
