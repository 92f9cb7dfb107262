import type { WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import { isDeliveryState } from '../../domain/messaging/delivery-status.ts';
import type {
  FetchedDelivery,
  MessageToSend,
  MessagingService,
  SendOutcome,
  SentMessage,
} from '../../domain/messaging/messaging-service.ts';
import type { OutboundContent } from '../../domain/messaging/outbound-content.ts';
import { isMessageSid } from './message-sid.ts';
import { TwilioConnection, type TwilioClient, type TwilioConnectionOptions } from './twilio-connection.ts';
import { failureDetailsOf, TwilioFailure } from './twilio-failure.ts';
import { sendOutcomeOf } from './twilio-send-outcome.ts';

export interface TwilioMessagingServiceOptions extends TwilioConnectionOptions {
  /** Where Twilio reports what became of a message; `?oid=<message id>` is appended. Null: nowhere. */
  readonly statusCallbackUrl: string | null;
}

type MessageParameters = Parameters<TwilioClient['messages']['create']>[0];

const LONGEST_LIST = 50;

/** Sends through the REST API of Twilio. */
export class TwilioMessagingService implements MessagingService {
  readonly #options: TwilioMessagingServiceOptions;
  readonly #connection: TwilioConnection;

  /** Throws where there is no auth token. */
  constructor(options: TwilioMessagingServiceOptions) {
    this.#options = options;
    this.#connection = new TwilioConnection(options);
  }

  async send(message: MessageToSend): Promise<SendOutcome> {
    const { metrics } = this.#options;
    const outcome = await metrics.timer('twilio.create_message', {}, () => this.#create(message));
    metrics.increment('twilio.requests', { operation: 'create_message', result: outcome.kind });
    return outcome;
  }

  async listSent(to: WhatsAppAddress): Promise<readonly SentMessage[]> {
    return await this.#connection.read({
      timer: 'twilio.list_messages',
      operation: 'list_messages',
      look: (client) => this.#list(client, to),
    });
  }

  async fetchDelivery(messageSid: string): Promise<FetchedDelivery> {
    return await this.#connection.read({
      timer: 'twilio.fetch_message',
      operation: 'fetch_message',
      look: (client) => fetchDelivery(client, messageSid),
    });
  }

  async #create({ messageId, to, content }: MessageToSend): Promise<SendOutcome> {
    const { logger, statusCallbackUrl } = this.#options;
    try {
      const client = await this.#connection.client();
      const { sid } = await client.messages.create({
        ...this.#origin(),
        ...parametersOf(content),
        to: to.value,
        ...(statusCallbackUrl !== null && { statusCallback: `${statusCallbackUrl}?oid=${messageId}` }),
      });
      if (!isMessageSid(sid)) throw new TwilioFailure({ kind: 'no-answer', reason: 'unreadable-answer' });
      logger.info('twilio-accepted-message', { message_id: messageId, message_sid: sid });
      return { kind: 'accepted', messageSid: sid };
    } catch (error) {
      const failure = failureDetailsOf(error);
      const outcome = sendOutcomeOf(failure);
      this.#connection.logFailure(failure, {
        operation: 'create_message',
        message_id: messageId,
        outcome: outcome.kind,
        reason: outcome.reason,
      });
      return outcome;
    }
  }

  async #list(client: TwilioClient, to: WhatsAppAddress): Promise<readonly SentMessage[]> {
    const { sender } = this.#options.config;
    const messages = await client.messages.list({
      to: to.value,
      ...(sender !== null && { from: sender.value }),
      limit: LONGEST_LIST,
    });
    return messages.map(({ sid, body, dateSent }) => ({
      messageSid: sid,
      // both may be null, whatever their types say: the text of a lone medium, the time until the message has left Twilio's queue
      body: body ?? '',
      sentAt: dateSent instanceof Date ? dateSent.getTime() : null,
    }));
  }

  #origin(): Pick<MessageParameters, 'from' | 'messagingServiceSid'> {
    const { sender, messagingServiceSid } = this.#options.config;
    return {
      ...(sender !== null && { from: sender.value }),
      ...(messagingServiceSid !== null && { messagingServiceSid }),
    };
  }
}

/** A template goes alone: WhatsApp refuses one that has a body or a medium beside it. https://www.twilio.com/docs/api/errors/63016 */
function parametersOf(content: OutboundContent): Omit<MessageParameters, 'to'> {
  if (content.kind === 'template') {
    const { contentSid, variables } = content.template;
    const contentVariables = JSON.stringify(variables);
    return { contentSid, ...(contentVariables !== '{}' && { contentVariables }) };
  }
  const { body, mediaUrl } = content;
  return { ...(body !== '' && { body }), ...(mediaUrl !== null && { mediaUrl: [mediaUrl] }) };
}

async function fetchDelivery(client: TwilioClient, messageSid: string): Promise<FetchedDelivery> {
  try {
    const { status, errorCode } = await client.messages(messageSid).fetch();
    if (!isDeliveryState(status)) return null;
    // null, whatever its type says, where there was no error
    return { state: status, providerCode: Number.isInteger(errorCode) ? errorCode : null };
  } catch (error) {
    const failure = failureDetailsOf(error);
    if (failure.kind === 'error-answer' && failure.httpStatus === 404) return null;
    throw error;
  }
}
