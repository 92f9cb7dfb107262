import { FIREBASE_TOOLS } from './firebase-cli.ts';

/** What makes a value that fits; the auth token comes from the Twilio console and is typed in. */
const generators: Readonly<Record<string, string>> = {
  LINK_CODE_KEY: 'openssl rand -hex 32',
  ADDRESS_KEY: 'openssl rand -hex 32',
  FORWARD_SIGNING_SECRET: 'echo "whsec_$(openssl rand -base64 32)"',
};

/** The command that sets the secret to a value that fits. */
export function setSecretCommand(name: string, project: string): string {
  const command = `npx ${FIREBASE_TOOLS} functions:secrets:set ${name} --project ${project}`;
  const generator = generators[name];
  return generator === undefined ? command : `${generator} | ${command} --data-file -`;
}
