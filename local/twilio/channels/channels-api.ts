import { type HttpAnswer, type HttpRequest, jsonAnswer } from '../http/http-exchange.ts';
import { InvalidRequestError } from '../invalid-request-error.ts';
import { TwilioError } from '../rest/twilio-error.ts';
import type { SimulatorConfiguration } from '../simulator-configuration.ts';
import type { MessagingService } from './channel-resources.ts';
import type { Channels } from './channels.ts';
import { serviceChangeIn } from './service-change.ts';

interface Dependencies {
  readonly configuration: SimulatorConfiguration;
  readonly channels: Channels;
}

const SENDERS = '/v2/Channels/Senders';
const SERVICE = /^\/v1\/Services\/(?<sid>MG[0-9a-f]{32})(?<pool>\/ChannelSenders)?$/iu;

/** The account, its WhatsApp sender and its messaging services in Twilio's REST API. */
export class ChannelsApi {
  readonly #configuration: SimulatorConfiguration;
  readonly #channels: Channels;

  constructor({ configuration, channels }: Dependencies) {
    this.#configuration = configuration;
    this.#channels = channels;
  }

  /** Undefined where the path is of another resource. */
  handle(request: HttpRequest): HttpAnswer | undefined {
    const { accountSid } = this.#configuration;
    const { path } = request;
    if (path === `/2010-04-01/Accounts/${accountSid}.json`) {
      return jsonAnswer(200, { sid: accountSid, status: 'active', type: 'Full' });
    }
    if (path === SENDERS) return jsonAnswer(200, list([this.#sender()]));
    if (path === `${SENDERS}/${this.#channels.senderSid}`) return this.#onSender(request);
    const { sid = '', pool } = SERVICE.exec(path)?.groups ?? {};
    const service = this.#channels.service(sid);
    if (service === undefined) return undefined;
    if (pool !== undefined) return jsonAnswer(200, list(service.has_sender ? [this.#member(sid)] : []));
    return this.#onService(request, sid, service);
  }

  #onSender({ method, body }: HttpRequest): HttpAnswer {
    if (method !== 'POST') return jsonAnswer(200, this.#sender());
    refusing(() => this.#channels.changeSender(JSON.parse(body)));
    return jsonAnswer(202, this.#sender());
  }

  #onService({ method, body }: HttpRequest, sid: string, service: MessagingService): HttpAnswer {
    if (method === 'POST') refusing(() => this.#channels.changeService(sid, serviceChangeIn(body)));
    const { has_sender: _, ...fields } = this.#channels.service(sid) ?? service;
    return jsonAnswer(200, { sid, account_sid: this.#configuration.accountSid, ...fields });
  }

  #sender(): Record<string, unknown> {
    const { senderSid: sid, sender } = this.#channels;
    return { sid, sender_id: this.#configuration.sender, ...sender };
  }

  #member(serviceSid: string): Record<string, unknown> {
    return {
      sid: this.#channels.senderSid,
      account_sid: this.#configuration.accountSid,
      messaging_service_sid: serviceSid,
      sender: this.#configuration.sender,
      sender_type: 'whatsapp',
    };
  }
}

/** One page that is the last. */
function list(senders: readonly unknown[]): Record<string, unknown> {
  return { senders, meta: { key: 'senders', page: 0, page_size: 50, next_page_url: null } };
}

function refusing(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof InvalidRequestError || error instanceof SyntaxError)) throw error;
    throw new TwilioError(20001, error.message);
  }
}
