import type { WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import { MessagingUnavailableError } from '../../domain/messaging/messaging-errors.ts';
import type { ProviderRecords, ProviderRemoval } from '../../domain/privacy/provider-records.ts';
import { SECOND } from '../../domain/shared/clock.ts';
import type { TimerName } from '../../domain/shared/metrics-catalogue.ts';
import { TwilioConnection, type TwilioClient, type TwilioConnectionOptions } from './twilio-connection.ts';
import { failureDetailsOf, type TwilioFailureDetails } from './twilio-failure.ts';

export interface TwilioProviderRecordsOptions extends TwilioConnectionOptions {
  /** Waits before a call is repeated. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

interface Call<Result> {
  readonly timer: Extract<TimerName, `twilio.${string}`>;
  readonly operation: string;
  readonly make: (client: TwilioClient) => Promise<Result>;
}

type TwilioMessages = TwilioClient['messages'];
type TwilioMessage = Awaited<ReturnType<TwilioMessages['list']>>[number];
type Page = Pick<Awaited<ReturnType<TwilioMessages['page']>>, 'instances' | 'nextPage'>;
type Filter = Parameters<TwilioMessages['list']>[0];

const PAGE_SIZE = 1_000;
const WAITS = [1 * SECOND, 3 * SECOND, 9 * SECOND];
/** https://www.twilio.com/docs/api/errors/20009 */
const NOT_COMPLETED = 20009;
const IN_PROGRESS: ReadonlySet<string> = new Set(['accepted', 'scheduled', 'queued', 'sending']);

/** Deletes from Twilio's log: https://www.twilio.com/docs/messaging/api/message-resource#delete-a-message-resource */
export class TwilioProviderRecords implements ProviderRecords {
  readonly #options: TwilioProviderRecordsOptions;
  readonly #connection: TwilioConnection;

  /** Throws where there is no auth token. */
  constructor(options: TwilioProviderRecordsOptions) {
    this.#options = options;
    this.#connection = new TwilioConnection(options);
  }

  /** The whole list before anything of it is deleted: a page is found by the last message of the one before. */
  async list({ value: address }: WhatsAppAddress): Promise<readonly string[]> {
    const sender = this.#options.config.sender?.value;
    const sent = await this.#listAll({ to: address, ...(sender !== undefined && { from: sender }) });
    const received = await this.#listAll({ from: address, ...(sender !== undefined && { to: sender }) });
    return [...sent, ...received];
  }

  /** Media go first: nobody finds them once their message is gone. */
  async remove(messageSid: string): Promise<ProviderRemoval> {
    try {
      const message = await this.#call({
        timer: 'twilio.fetch_message',
        operation: 'fetch_message',
        make: (client) => client.messages(messageSid).fetch(),
      });
      if (IN_PROGRESS.has(message.status)) return 'unfinished';
      if (message.numMedia !== '0') await this.#removeMedia(messageSid);
      await this.#delete('delete_message', (client) => client.messages(messageSid).remove());
      return 'removed';
    } catch (error) {
      return removalOf(failureDetailsOf(error));
    }
  }

  async #removeMedia(messageSid: string): Promise<void> {
    const media = await this.#call({
      timer: 'twilio.fetch_message',
      operation: 'list_media',
      make: (client) => client.messages(messageSid).media.list(),
    });
    for (const { sid } of media) {
      await this.#delete('delete_medium', (client) => client.messages(messageSid).media(sid).remove());
    }
  }

  async #listAll(filter: Filter): Promise<readonly string[]> {
    const sids: string[] = [];
    let page = await this.#page((client) => client.messages.page({ ...filter, pageSize: PAGE_SIZE }));
    while (page !== undefined) {
      const { instances } = page;
      sids.push(...instances.filter((message) => this.#isOurs(message)).map(({ sid }) => sid));
      const last: Page = page;
      page = await this.#page(async () => last.nextPage());
    }
    return sids;
  }

  /** A Messaging Service may have several senders. */
  #isOurs({ messagingServiceSid }: TwilioMessage): boolean {
    const { sender, messagingServiceSid: ours } = this.#options.config;
    return sender !== null || messagingServiceSid === ours;
  }

  async #page(make: (client: TwilioClient) => Promise<Page | undefined>): Promise<Page | undefined> {
    try {
      return await this.#call({ timer: 'twilio.list_messages', operation: 'list_messages', make });
    } catch (error) {
      throw unavailable(failureDetailsOf(error));
    }
  }

  #delete(operation: string, make: (client: TwilioClient) => Promise<boolean>): Promise<boolean> {
    return this.#call({ timer: 'twilio.delete_message', operation, make });
  }

  /** What may pass is tried again a few times, since reading and deleting can be repeated. Throws `TwilioFailure`. */
  async #call<Result>(call: Call<Result>): Promise<Result> {
    for (const milliseconds of WAITS) {
      try {
        return await this.#try(call);
      } catch (error) {
        const failure = failureDetailsOf(error);
        if (!mayPass(failure)) throw error;
        await this.#options.wait(waitOf(failure) ?? milliseconds);
      }
    }
    return this.#try(call);
  }

  async #try<Result>({ timer, operation, make }: Call<Result>): Promise<Result> {
    const { metrics } = this.#options;
    try {
      const result = await metrics.timer(timer, {}, async () => make(await this.#connection.client()));
      metrics.increment('twilio.requests', { operation, result: 'succeeded' });
      return result;
    } catch (error) {
      metrics.increment('twilio.requests', { operation, result: 'failed' });
      this.#connection.logFailure(failureDetailsOf(error), { operation });
      throw error;
    }
  }
}

function removalOf(failure: TwilioFailureDetails): ProviderRemoval {
  if (failure.kind === 'error-answer' && failure.httpStatus === 404) return 'absent';
  if (failure.kind === 'error-answer' && failure.providerCode === NOT_COMPLETED) return 'unfinished';
  throw unavailable(failure);
}

function mayPass(failure: TwilioFailureDetails): boolean {
  if (failure.kind !== 'error-answer') return true;
  return failure.httpStatus === 429 || failure.httpStatus >= 500;
}

function waitOf(failure: TwilioFailureDetails): number | null {
  return failure.kind === 'error-answer' ? failure.retryAfter : null;
}

function unavailable(failure: TwilioFailureDetails): MessagingUnavailableError {
  return new MessagingUnavailableError(failure.kind === 'error-answer' ? failure.providerCode : null);
}
