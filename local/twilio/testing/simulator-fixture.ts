import twilio, { type Twilio } from 'twilio';
import { onTestFinished } from 'vitest';

import { TwilioSimulator, type TwilioSimulatorOptions } from '../twilio-simulator.ts';
import { WebhookServer } from './webhook-server.ts';

export const ACCOUNT_SID = `AC${'a'.repeat(32)}`;
export const AUTH_TOKEN = 'the-auth-token';
export const SENDER = 'whatsapp:+15550100000';
export const PHONE = 'whatsapp:+15550100001';

export interface SimulatorFixture {
  readonly simulator: TwilioSimulator;
  readonly webhook: WebhookServer;
  readonly client: Twilio;
  /** The clock stands still until a test moves it. */
  readonly clock: { now: number };
}

/** A simulator whose delays take no time, a web server as its webhook, and Twilio's SDK pointed at it. */
export async function startSimulator(
  options: Partial<TwilioSimulatorOptions> = {},
  fragment = '',
): Promise<SimulatorFixture> {
  const webhook = await WebhookServer.start(AUTH_TOKEN);
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const simulator = await TwilioSimulator.start({
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    sender: SENDER,
    webhookUrl: `${webhook.url}/inbound${fragment}`,
    now: () => clock.now,
    delay: () => Promise.resolve(),
    ...options,
  });
  onTestFinished(async () => {
    await simulator.stop();
    await webhook.stop();
  });
  return { simulator, webhook, client: clientOf(simulator), clock };
}

export function clientOf(simulator: TwilioSimulator, authToken = AUTH_TOKEN, timeout = 5000): Twilio {
  const client = twilio(ACCOUNT_SID, authToken, { timeout });
  client.api.baseUrl = simulator.url;
  return client;
}

/** The refusal in the shape that Twilio's SDK gives it. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code?: number; status?: number }> {
  return call.then(
    () => {
      throw new Error('The call was accepted.');
    },
    (error: { code?: number; status?: number }) => error,
  );
}
