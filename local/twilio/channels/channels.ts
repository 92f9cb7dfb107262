import type { SimulatorConfiguration } from '../simulator-configuration.ts';
import { changedSender, changedService, type MessagingService, type Sender } from './channel-resources.ts';

export interface InboundAddresses {
  readonly url: string | null;
  readonly fallbackUrl: string | null;
}

const NEW_SENDER: Sender = {
  status: 'ONLINE',
  webhook: {
    callback_url: null,
    callback_method: 'POST',
    fallback_url: null,
    fallback_method: 'POST',
    status_callback_url: null,
    status_callback_method: 'POST',
  },
};

const NEW_SERVICE: MessagingService = {
  inbound_request_url: null,
  inbound_method: 'POST',
  fallback_url: null,
  fallback_method: 'POST',
  status_callback: null,
  use_inbound_webhook_on_number: true,
  has_sender: true,
};

/** The WhatsApp sender and the messaging services of the account: they say where Twilio takes what people write. */
export class Channels {
  readonly senderSid: string;
  readonly #services = new Map<string, MessagingService>();
  #sender = NEW_SENDER;

  constructor({ accountSid, messagingServiceSid }: SimulatorConfiguration) {
    this.senderSid = `XE${accountSid.slice(2)}`;
    if (messagingServiceSid !== null) this.#services.set(messagingServiceSid, NEW_SERVICE);
  }

  get sender(): Sender {
    return this.#sender;
  }

  service(sid: string): MessagingService | undefined {
    return this.#services.get(sid);
  }

  /** A service that takes the messages of its pool decides where they go; else the sender does. */
  get inbound(): InboundAddresses {
    const { callback_url: url, fallback_url: fallbackUrl } = this.#sender.webhook;
    const service = [...this.#services.values()].find(
      (one) => one.has_sender && !one.use_inbound_webhook_on_number,
    );
    if (service === undefined) return { url: url || null, fallbackUrl: fallbackUrl || null };
    return { url: service.inbound_request_url || null, fallbackUrl: service.fallback_url || null };
  }

  /** `change` has some of the fields of a sender. Throws InvalidRequestError. */
  changeSender(change: unknown): void {
    this.#sender = changedSender(this.#sender, change);
  }

  /** `change` has some of the fields of a service, which is created where there is none yet. Throws InvalidRequestError. */
  changeService(sid: string, change: unknown): void {
    this.#services.set(sid, changedService(this.#services.get(sid) ?? NEW_SERVICE, change));
  }

  clearServices(): void {
    this.#services.clear();
  }
}
