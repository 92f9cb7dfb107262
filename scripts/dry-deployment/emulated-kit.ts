import { join } from 'node:path';
import { EmbeddedFirestore } from '../../local/firestore/embedded-firestore.ts';
import { localIdentity } from '../../local/world/local-identity.ts';
import { freePorts } from '../../local/world/free-ports.ts';
import type { KitProject } from './kit-project.ts';

const { project, region } = localIdentity;
/** The instance is called after the kit, and the kit after the package, where nobody answers the questions of the CLI. */
const WEBHOOK = 'kit-functions-twilioWebhook';

const parameters = {
  TWILIO_ACCOUNT_SID: localIdentity.accountSid,
  TWILIO_SENDER: localIdentity.sender,
  LINK_PAGE_URL: 'https://app.example.com/link',
  PRODUCT_NAME: localIdentity.productName,
  FUNCTION_DEFAULT_REGION: region,
};

const secrets = {
  TWILIO_AUTH_TOKENS: localIdentity.authToken,
  LINK_CODE_KEY: localIdentity.linkCodeKey,
  ADDRESS_KEY: localIdentity.addressKey,
  FORWARD_SIGNING_SECRET: localIdentity.forwardSigningSecret,
};

/** What the kit's webhook answers to a signed and to a forged request, and `line`, which the functions must say. */
export async function answersOfEmulatedKit(kitProject: KitProject, line: string): Promise<readonly string[]> {
  const firestore = await EmbeddedFirestore.start();
  try {
    const [functions = 0, auth = 0, hub = 0, logging = 0, tasks = 0, eventarc = 0] = await freePorts(6);
    const url = `http://127.0.0.1:${functions}/${project}/${region}/${WEBHOOK}`;
    const signedUrl = `https://${region}-${project}.cloudfunctions.net/${WEBHOOK}`;
    const script = join(import.meta.dirname, 'signed-request.ts');
    const output = await kitProject.whileEmulated(`"${process.execPath}" "${script}" ${url} ${signedUrl}`, {
      emulators: {
        singleProjectMode: true,
        ui: { enabled: false },
        functions: { port: functions },
        auth: { port: auth },
        hub: { port: hub },
        logging: { port: logging },
        tasks: { port: tasks },
        eventarc: { port: eventarc },
      },
      parameters,
      secrets,
      environment: {
        ...parameters,
        ...secrets,
        FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}`,
      },
    });
    const answers = output.split('\n').filter((text) => /^(signed|forged): /.test(text));
    if (!output.includes(line)) throw new Error(`The functions never said "${line}":\n${output}`);
    return [...answers, line];
  } finally {
    await firestore.stop();
  }
}
