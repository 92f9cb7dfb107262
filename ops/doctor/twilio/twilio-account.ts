import type { Secret } from '../../../functions/src/infra/config/secret.ts';
import { createTwilioClient } from '../../../functions/src/infra/twilio/twilio-client.ts';
import { failureDetailsOf } from '../../../functions/src/infra/twilio/twilio-failure.ts';
import type { TwilioConfig } from '../../../functions/src/infra/config/twilio-config.ts';
import { SECOND } from '../../../functions/src/domain/shared/clock.ts';
import { CannotTellError } from '../cannot-tell-error.ts';

export interface WebhookAddress {
  readonly url: string;
  readonly method: string;
}

export interface TwilioSender {
  readonly sid: string;
  /** ONLINE, or why not. */
  readonly status: string;
  readonly inbound: WebhookAddress;
  readonly fallbackUrl: string;
  readonly statusUrl: string;
}

export interface TwilioService {
  /** Whether each sender of its pool decides where its messages go. */
  readonly defersToSender: boolean;
  readonly inbound: WebhookAddress;
  readonly fallbackUrl: string;
  readonly statusUrl: string;
  /** SIDs of the senders in its pool. */
  readonly pool: readonly string[];
}

const TIME_TO_ANSWER = 15 * SECOND;

/** What the account says of itself, by Twilio's REST API. Throws `CannotTellError` where it may not be asked. */
export class TwilioAccount {
  readonly #config: TwilioConfig;
  readonly #client: ReturnType<typeof createTwilioClient>;

  constructor(config: TwilioConfig) {
    this.#config = config;
    this.#client = this.#clientWith(config.authTokens[0]);
  }

  /** Such as `active`; null where Twilio does not let the token in. */
  async statusWith(token: Secret): Promise<string | null> {
    const { accountSid } = this.#config;
    const fetchAccount = async () => this.#clientWith(token).api.v2010.accounts(accountSid).fetch();
    return (await found(fetchAccount, [401, 404]))?.status ?? null;
  }

  /** Null where the account has no such sender. */
  async sender(address: string): Promise<TwilioSender | null> {
    const senders = await found(async () =>
      this.#client.messaging.v2.channelsSenders.list({ channel: 'whatsapp' }),
    );
    const sender = senders?.find(({ senderId }) => senderId === address);
    if (sender === undefined) return null;
    const { sid, status, webhook } = sender;
    return {
      sid,
      status,
      inbound: { url: webhook?.callbackUrl ?? '', method: webhook?.callbackMethod ?? 'POST' },
      fallbackUrl: webhook?.fallbackUrl ?? '',
      statusUrl: webhook?.statusCallbackUrl ?? '',
    };
  }

  /** Null where the account has no such messaging service. */
  async service(sid: string): Promise<TwilioService | null> {
    const context = this.#client.messaging.v1.services(sid);
    const service = await found(async () => context.fetch());
    if (service === null) return null;
    const pool = await found(async () => context.channelSenders.list());
    return {
      defersToSender: service.useInboundWebhookOnNumber,
      inbound: { url: service.inboundRequestUrl ?? '', method: service.inboundMethod ?? 'POST' },
      fallbackUrl: service.fallbackUrl ?? '',
      statusUrl: service.statusCallback ?? '',
      pool: pool?.map((member) => member.sid) ?? [],
    };
  }

  #clientWith(token: Secret | undefined): ReturnType<typeof createTwilioClient> {
    const { accountSid, apiBaseUrl } = this.#config;
    const authToken = token?.reveal() ?? '';
    const client = createTwilioClient({ accountSid, authToken, apiBaseUrl, timeout: TIME_TO_ANSWER });
    client.messaging.baseUrl = messagingBaseUrl(apiBaseUrl);
    return client;
  }
}

/** The senders have a host of their own at Twilio, in each region; another server has everything at one address. */
export function messagingBaseUrl(apiBaseUrl: string): string {
  const url = new URL(apiBaseUrl);
  if (!url.hostname.endsWith('.twilio.com')) return apiBaseUrl;
  return `${url.protocol}//${url.host.replace(/^api\./, 'messaging.')}`;
}

/** Null where Twilio answers one of `absent`. */
async function found<Found>(look: () => Promise<Found>, absent = [404]): Promise<Found | null> {
  try {
    return await look();
  } catch (error) {
    const failure = failureDetailsOf(error);
    if (failure.kind !== 'error-answer') {
      throw new CannotTellError('Twilio does not answer.', 'Check the network and TWILIO_API_BASE_URL.');
    }
    const { httpStatus } = failure;
    if (absent.includes(httpStatus)) return null;
    if (httpStatus === 401) {
      throw new CannotTellError(
        'Twilio does not accept the auth token.',
        'See what is wrong with the account.',
      );
    }
    throw new CannotTellError(`Twilio answered ${httpStatus}.`, 'Try again in a minute.');
  }
}
