import type { Delay } from './delay.ts';
import type { RandomBytes } from './random-source.ts';
import { isWhatsAppAddress } from './whatsapp-address.ts';

export interface SimulatorConfiguration {
  readonly accountSid: string;
  readonly authToken: string;
  readonly sender: string;
  /** A REST credential besides the account SID and its auth token. */
  readonly apiKey: { readonly sid: string; readonly secret: string } | null;
  readonly messagingServiceSid: string | null;
  readonly advancedOptOut: boolean;
  /** What an approved template says, by ContentSid, with `{{1}}` for a variable; besides the samples. */
  readonly templates: Readonly<Record<string, string>>;
}

export interface TwilioSimulatorOptions extends Partial<SimulatorConfiguration> {
  readonly accountSid: string;
  readonly authToken: string;
  /** A WhatsApp address, such as `whatsapp:+15550100000`. */
  readonly sender: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Its fragment may override the connection rules: `#rc=3&rp=ct,5xx,rt&tt=15000`. */
  readonly webhookUrl?: string;
  readonly fallbackUrl?: string;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Paces statuses and injected delays; the time limits of webhooks run on real timers. */
  readonly delay?: Delay;
  readonly randomBytes?: RandomBytes;
}

/** Throws one error that names every problem. */
export function simulatorConfiguration(options: TwilioSimulatorOptions): SimulatorConfiguration {
  const configuration = withDefaults(options);
  const problems: string[] = [];
  if (!/^AC[0-9a-f]{32}$/i.test(configuration.accountSid)) {
    problems.push('accountSid must be AC and 32 hexadecimal digits');
  }
  if (configuration.authToken === '') problems.push('authToken must not be empty');
  if (!isWhatsAppAddress(configuration.sender)) {
    problems.push('sender must be a WhatsApp address such as whatsapp:+15550100000');
  }
  const service = configuration.messagingServiceSid;
  if (service !== null && !/^MG[0-9a-f]{32}$/i.test(service)) {
    problems.push('messagingServiceSid must be MG and 32 hexadecimal digits');
  }
  if (problems.length > 0) throw new Error(`The Twilio simulator cannot start: ${problems.join('; ')}.`);
  return configuration;
}

function withDefaults(options: TwilioSimulatorOptions): SimulatorConfiguration {
  return {
    accountSid: options.accountSid,
    authToken: options.authToken,
    sender: options.sender,
    apiKey: options.apiKey ?? null,
    messagingServiceSid: options.messagingServiceSid ?? null,
    advancedOptOut: options.advancedOptOut ?? false,
    templates: options.templates ?? {},
  };
}
