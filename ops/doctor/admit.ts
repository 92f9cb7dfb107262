import { checkAccess } from '../admin/check-access.ts';
import { Connection, type ConnectionOptions } from '../admin/connection.ts';
import type { Settings } from '../admin/settings.ts';
import { twilioSettings } from '../admin/twilio-settings.ts';
import type { Patient } from './check.ts';
import { accessToken } from './google/access-token.ts';
import { GoogleAdministration } from './google/google-administration.ts';
import { GoogleApi } from './google/google-api.ts';
import type { ProjectAdministration } from './google/project-administration.ts';
import { readSecrets, type SecretState } from './google/read-secrets.ts';
import { inboundSide, type InboundSide } from './twilio/inbound-side.ts';
import { TwilioAccount } from './twilio/twilio-account.ts';

/** Throws `UnusableError` where the local world is meant and does not run. */
export async function admit(options: ConnectionOptions): Promise<Patient> {
  if (options.settings.isLocalWorld) await checkAccess(options.settings.emulatorHost);
  const administration = administrationOf(options.settings);
  const secrets = await readSecrets(administration);
  const known = options.settings.isLocalWorld ? await runningParameters(administration) : {};
  const settings = options.settings.with({ ...known, ...valuesOf(secrets) });
  const twilio = () => new TwilioAccount(twilioSettings(settings));
  let side: Promise<InboundSide> | undefined;
  return {
    settings,
    secrets,
    administration,
    twilio,
    inboundSide: async () => await (side ??= inboundSide(settings, twilio())),
    connect: () => Connection.open({ ...options, settings }),
    clock: options.clock,
  };
}

/** An emulator's port answers for the whole project, and asks for no credentials. */
function administrationOf({ project, emulatorHost }: Settings): ProjectAdministration {
  let token: Promise<string> | undefined;
  const api = new GoogleApi({
    project,
    origin: (service) =>
      emulatorHost === null ? `https://${service}.googleapis.com` : `http://${emulatorHost}`,
    token: async () => (emulatorHost === null ? await (token ??= accessToken()) : null),
  });
  return new GoogleAdministration({ project, api });
}

/** The local world has no file of parameters: what its functions were given is what is set. */
async function runningParameters(
  administration: ProjectAdministration,
): Promise<Readonly<Record<string, string>>> {
  const [any] = await administration.functions();
  return any?.parameters ?? {};
}

function valuesOf(secrets: ReadonlyMap<string, SecretState>): Readonly<Record<string, string>> {
  const entries: [string, string][] = [];
  for (const [name, state] of secrets) {
    if (state.kind === 'enabled' && state.value !== null) entries.push([name, state.value]);
  }
  return Object.fromEntries(entries);
}
