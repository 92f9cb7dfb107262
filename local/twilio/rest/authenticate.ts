import type { AuthTokens } from '../auth-tokens.ts';
import type { SimulatorConfiguration } from '../simulator-configuration.ts';
import { TwilioError } from './twilio-error.ts';

interface Account {
  readonly configuration: Pick<SimulatorConfiguration, 'accountSid' | 'apiKey'>;
  readonly authTokens: AuthTokens;
}

/** Throws 20003 unless the Basic credential is one of the account's tokens or its API key. */
export function authenticate(
  authorization: string | undefined,
  { configuration, authTokens }: Account,
): void {
  const { accountSid, apiKey } = configuration;
  const encoded = /^Basic\s+(\S+)$/iu.exec(authorization ?? '')?.[1] ?? '';
  const credential = Buffer.from(encoded, 'base64').toString('utf8');
  const [user, ...password] = credential.split(':');
  if (user === accountSid && authTokens.accepts(password.join(':'))) return;
  if (apiKey !== null && credential === `${apiKey.sid}:${apiKey.secret}`) return;
  throw new TwilioError(20003, 'Authenticate', 401);
}
