import type { SimulatorConfiguration } from '../simulator-configuration.ts';
import { TwilioError } from './twilio-error.ts';

/** Throws 20003 unless the Basic credential is the account's token or its API key. */
export function authenticate(authorization: string | undefined, configuration: SimulatorConfiguration): void {
  const { accountSid, authToken, apiKey } = configuration;
  const encoded = /^Basic\s+(\S+)$/iu.exec(authorization ?? '')?.[1] ?? '';
  const credential = Buffer.from(encoded, 'base64').toString('utf8');
  if (credential === `${accountSid}:${authToken}`) return;
  if (apiKey !== null && credential === `${apiKey.sid}:${apiKey.secret}`) return;
  throw new TwilioError(20003, 'Authenticate', 401);
}
