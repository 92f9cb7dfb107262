import type { WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import { MessagingUnavailableError } from '../../domain/messaging/messaging-errors.ts';
import type {
  MessagingService,
  SendOutcome,
  SentMessage,
  TextToSend,
} from '../../domain/messaging/messaging-service.ts';
import { SECOND } from '../../domain/shared/clock.ts';
import type { LogFields, Logger } from '../../domain/shared/logger.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import type { Secret } from '../config/secret.ts';
import type { TwilioConfig } from '../config/twilio-config.ts';
import { isMessageSid } from './message-sid.ts';
import type { createTwilioClient } from './twilio-client.ts';
import { failureDetailsOf, TwilioFailure, type TwilioFailureDetails } from './twilio-failure.ts';
import { sendOutcomeOf } from './twilio-send-outcome.ts';

export interface TwilioMessagingServiceOptions {
  readonly config: TwilioConfig;
  /** Where Twilio reports what became of a message; `?oid=<message id>` is appended. Null: nowhere. */
  readonly statusCallbackUrl: string | null;
  readonly metrics: MetricsCollector;
  readonly logger: Logger;
  /** Milliseconds without an answer after which a call is given up. */
  readonly timeout?: number;
  readonly loadClient?: () => Promise<{ readonly createTwilioClient: typeof createTwilioClient }>;
}

type TwilioClient = ReturnType<typeof createTwilioClient>;

const LONGEST_LIST = 50;

/** Sends through the REST API of Twilio. The SDK is loaded with the first call: most functions never make one. */
export class TwilioMessagingService implements MessagingService {
  readonly #options: Required<TwilioMessagingServiceOptions>;
  readonly #authToken: Secret;
  #client: TwilioClient | undefined;

  /** Throws where there is no auth token. */
  constructor(options: TwilioMessagingServiceOptions) {
    const authToken = options.config.authTokens[0];
    if (authToken === undefined) throw new Error('TWILIO_AUTH_TOKENS is empty: set the secret.');
    this.#authToken = authToken;
    this.#options = { timeout: 10 * SECOND, loadClient: () => import('./twilio-client.ts'), ...options };
  }

  async send(text: TextToSend): Promise<SendOutcome> {
    const { metrics } = this.#options;
    const outcome = await metrics.timer('twilio.create_message', {}, () => this.#create(text));
    metrics.increment('twilio.requests', { operation: 'create_message', result: outcome.kind });
    return outcome;
  }

  async listSent(to: WhatsAppAddress): Promise<readonly SentMessage[]> {
    const { metrics } = this.#options;
    const operation = 'list_messages';
    try {
      const sent = await metrics.timer('twilio.list_messages', {}, () => this.#list(to));
      metrics.increment('twilio.requests', { operation, result: 'succeeded' });
      return sent;
    } catch (error) {
      metrics.increment('twilio.requests', { operation, result: 'failed' });
      const failure = failureDetailsOf(error);
      this.#logFailure(failure, { operation });
      throw new MessagingUnavailableError(failure.kind === 'error-answer' ? failure.providerCode : null);
    }
  }

  async #create({ messageId, to, body }: TextToSend): Promise<SendOutcome> {
    const { logger, statusCallbackUrl } = this.#options;
    try {
      const client = await this.#connect();
      const { sid } = await client.messages.create({
        ...this.#origin(),
        to: to.value,
        body,
        ...(statusCallbackUrl !== null && { statusCallback: `${statusCallbackUrl}?oid=${messageId}` }),
      });
      if (!isMessageSid(sid)) throw new TwilioFailure({ kind: 'no-answer', reason: 'unreadable-answer' });
      logger.info('twilio-accepted-message', { message_id: messageId, message_sid: sid });
      return { kind: 'accepted', messageSid: sid };
    } catch (error) {
      const failure = failureDetailsOf(error);
      const outcome = sendOutcomeOf(failure);
      this.#logFailure(failure, {
        operation: 'create_message',
        message_id: messageId,
        outcome: outcome.kind,
        reason: outcome.reason,
      });
      return outcome;
    }
  }

  async #list(to: WhatsAppAddress): Promise<readonly SentMessage[]> {
    const client = await this.#connect();
    const { sender } = this.#options.config;
    const messages = await client.messages.list({
      to: to.value,
      ...(sender !== null && { from: sender.value }),
      limit: LONGEST_LIST,
    });
    return messages.map(({ sid, body, dateSent }) => ({
      messageSid: sid,
      body,
      // null, whatever its type says, until the message has left the queue of Twilio
      sentAt: dateSent instanceof Date ? dateSent.getTime() : null,
    }));
  }

  #origin(): { from?: string; messagingServiceSid?: string } {
    const { sender, messagingServiceSid } = this.#options.config;
    return {
      ...(sender !== null && { from: sender.value }),
      ...(messagingServiceSid !== null && { messagingServiceSid }),
    };
  }

  async #connect(): Promise<TwilioClient> {
    if (this.#client !== undefined) return this.#client;
    const { loadClient, config, timeout, logger } = this.#options;
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

  #logFailure(failure: TwilioFailureDetails, fields: LogFields): void {
    this.#options.logger.warn('twilio-request-failed', { ...failureFieldsOf(failure), ...fields });
  }
}

function failureFieldsOf(failure: TwilioFailureDetails): LogFields {
  if (failure.kind !== 'error-answer') return { reason: failure.reason };
  const { httpStatus, providerCode } = failure;
  return { http_status: httpStatus, ...(providerCode !== null && { provider_code: providerCode }) };
}
