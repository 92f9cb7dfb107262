import {
  maskWhatsAppAddress,
  type WhatsAppAddress,
} from '../../../functions/src/domain/linking/whatsapp-address.ts';
import type { Settings } from '../../admin/settings.ts';
import { twilioSettings } from '../../admin/twilio-settings.ts';
import { CannotTellError } from '../cannot-tell-error.ts';
import { expectedWebhooks } from './expected-webhooks.ts';
import type { TwilioAccount, TwilioSender, TwilioService } from './twilio-account.ts';

/** Of all accounts: https://www.twilio.com/docs/whatsapp/sandbox */
const SANDBOX = 'whatsapp:+14155238886';

export interface InboundSide {
  /** Null where the settings name none. */
  readonly sender: {
    readonly label: string;
    readonly isSandbox: boolean;
    readonly found: TwilioSender | null;
  } | null;
  readonly service: { readonly sid: string; readonly found: TwilioService | null } | null;
}

/** Which sender and messaging service the settings name, and what Twilio has of them. */
export async function inboundSide(settings: Settings, account: TwilioAccount): Promise<InboundSide> {
  const { sender, messagingServiceSid } = twilioSettings(settings);
  const [foundSender, foundService] = await Promise.all([
    sender === null || isSandbox(sender) ? null : account.sender(sender.value),
    messagingServiceSid === null ? null : account.service(messagingServiceSid),
  ]);
  return {
    sender: sender && {
      label: maskWhatsAppAddress(sender),
      isSandbox: isSandbox(sender),
      found: foundSender,
    },
    service: messagingServiceSid === null ? null : { sid: messagingServiceSid, found: foundService },
  };
}

/** Twilio shows the settings of the sandbox to people only. */
export function sandboxError(settings: Settings): CannotTellError {
  return new CannotTellError(
    'The sender is the sandbox, whose settings cannot be read.',
    'Twilio console › Messaging › Try it out › Send a WhatsApp message › Sandbox settings › ' +
      `"When a message comes in": POST ${expectedWebhooks(settings).inboundWithRetries}`,
  );
}

function isSandbox({ value }: WhatsAppAddress): boolean {
  return value === SANDBOX;
}
