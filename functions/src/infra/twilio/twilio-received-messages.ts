import type { InboundMedia, InboundMessage } from '../../domain/messaging/inbound-message.ts';
import { MessagingUnavailableError } from '../../domain/messaging/messaging-errors.ts';
import type { LoggedInboundMessage, ReceivedMessages } from '../../domain/messaging/received-messages.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import { parseInboundMessage } from './inbound/inbound-message-parser.ts';
import { TwilioConnection, type TwilioClient, type TwilioConnectionOptions } from './twilio-connection.ts';
import { TwilioParameters } from './twilio-parameters.ts';

type TwilioMessages = TwilioClient['messages'];
type TwilioMessage = Awaited<ReturnType<TwilioMessages['list']>>[number];
type Page = Pick<Awaited<ReturnType<TwilioMessages['page']>>, 'instances' | 'nextPage'>;

interface Collected {
  readonly newestFirst: readonly TwilioMessage[];
  /** False where there are more than may be held. */
  readonly isWhole: boolean;
}

const OPERATION = 'list_received';
const PAGE_SIZE = 200;
/** Twilio lists the newest first, so all of them are held before the oldest is given out. */
const MOST_PAGES = 50;

/** Reads Twilio's log: https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources */
export class TwilioReceivedMessages implements ReceivedMessages {
  readonly #options: TwilioConnectionOptions;
  readonly #connection: TwilioConnection;

  /** Throws where there is no auth token. */
  constructor(options: TwilioConnectionOptions) {
    this.#options = options;
    this.#connection = new TwilioConnection(options);
  }

  async *listSince(since: Instant): AsyncGenerator<LoggedInboundMessage, void> {
    const { newestFirst, isWhole } = await this.#collect(since);
    for (const logged of newestFirst.toReversed()) {
      const message = inboundMessage(logged, await this.#mediaOf(logged));
      if (message !== null) yield { message, receivedAt: logged.dateCreated.getTime() };
    }
    if (isWhole) return;
    this.#options.logger.error('twilio-log-too-long', {
      operation: OPERATION,
      count: MOST_PAGES * PAGE_SIZE,
    });
    throw new MessagingUnavailableError();
  }

  #collect(since: Instant): Promise<Collected> {
    return this.#connection.read({
      timer: 'twilio.list_messages',
      operation: OPERATION,
      look: (client) => this.#turnPages(client, since),
    });
  }

  async #turnPages(client: TwilioClient, since: Instant): Promise<Collected> {
    const { sender } = this.#options.config;
    const received: TwilioMessage[] = [];
    let page: Page = await client.messages.page({
      ...(sender !== null && { to: sender.value }),
      dateSentAfter: new Date(since),
      pageSize: PAGE_SIZE,
    });
    for (let turned = 0; turned < MOST_PAGES; turned += 1) {
      received.push(...page.instances.filter((message) => this.#isForUs(message)));
      const next = await page.nextPage();
      if (next === undefined) return { newestFirst: received, isWhole: true };
      page = next;
    }
    return { newestFirst: received, isWhole: false };
  }

  #isForUs({ direction, to, messagingServiceSid }: TwilioMessage): boolean {
    const { config } = this.#options;
    if (direction !== 'inbound') return false;
    return config.sender === null
      ? messagingServiceSid === config.messagingServiceSid
      : to === config.sender.value;
  }

  async #mediaOf({ sid, numMedia }: TwilioMessage): Promise<readonly InboundMedia[]> {
    if (Number(numMedia) === 0) return [];
    const media = await this.#connection.read({
      timer: 'twilio.fetch_message',
      operation: 'list_media',
      look: (client) => client.messages(sid).media.list(),
    });
    const { apiBaseUrl } = this.#options.config;
    return media.map(({ uri, contentType }) => ({
      url: `${apiBaseUrl}${uri.replace(/\.json$/, '')}`,
      contentType,
    }));
  }
}

/** Read as its webhook would have been, of which the log keeps the most; null where no WhatsApp address sent it. */
function inboundMessage(
  { sid, from, to, body }: TwilioMessage,
  media: readonly InboundMedia[],
): InboundMessage | null {
  const webhook = new URLSearchParams({
    MessageSid: sid,
    From: from,
    To: to,
    // may be null, whatever its type says, where there is only a medium
    Body: body ?? '',
    MessageType: typeBy(media),
    NumMedia: String(media.length),
  });
  for (const [index, { url, contentType }] of media.entries()) {
    webhook.set(`MediaUrl${index}`, url);
    webhook.set(`MediaContentType${index}`, contentType);
  }
  const parameters = TwilioParameters.parse(Buffer.from(webhook.toString()));
  const parsing = parameters === null ? null : parseInboundMessage(parameters);
  return parsing?.kind === 'parsed' ? parsing.message : null;
}

/** The name by which WhatsApp calls the kind of message. */
function typeBy([medium]: readonly InboundMedia[]): string {
  if (medium === undefined) return 'text';
  const family = medium.contentType.split('/')[0] ?? '';
  return ['image', 'audio', 'video'].includes(family) ? family : 'document';
}
