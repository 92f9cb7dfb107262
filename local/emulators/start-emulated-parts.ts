import { parameters } from '../../functions/src/infra/config/parameters.ts';
import type { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';
import type { Database, StoredDocument } from '../phone/page-world.ts';
import type { ProductReply } from '../product/echo-reply.ts';
import { ProductBackend } from '../product/product-backend.ts';
import type { ReceivedMessage } from '../product/received-webhook.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import type { TwilioSimulator } from '../twilio/twilio-simulator.ts';
import { ActivityFeed } from '../world/activity-feed.ts';
import type { Activity } from '../world/activity.ts';
import { ActivityRecorder } from '../world/activity-recorder.ts';
import { LocalClock } from '../world/local-clock.ts';
import { localParameters, type Variables } from '../world/local-environment.ts';
import { localIdentity } from '../world/local-identity.ts';
import { CONNECTION_OVERRIDES, startFirestore, startSimulator } from '../world/local-services.ts';
import { onPort } from '../world/port-error.ts';
import type { Shutdown } from '../world/shutdown.ts';
import { connectTriggers } from './connect-triggers.ts';
import { EmulatedProject } from './emulated-project.ts';
import { createDemoAccounts, EmulatorAuth } from './emulator-auth.ts';
import { backgroundPorts, type EmulatorPorts } from './emulator-ports.ts';
import { FirebaseEmulators } from './firebase-emulators.ts';
import { MirroredFirestore } from './mirrored-firestore.ts';

const HOST = '127.0.0.1';

/** A Firestore, and what it holds in a collection. */
export type EmulatedFirestore = Database & { documents(collection?: string): readonly StoredDocument[] };

export interface EmulatedPartsOptions {
  /** The one of this process, or the emulator of Firebase, which needs Java. */
  readonly firestore: 'embedded' | 'emulator';
  readonly ports: EmulatorPorts & { readonly twilio: number };
  readonly linkPageUrl: string;
  /** Parameters of the functions in place of the local values, but for those that connect the parts. */
  readonly parameters?: Variables;
  /** What the product's backend answers to a message; nothing by default. */
  readonly productReply?: (message: ReceivedMessage) => readonly ProductReply[];
}

/** What an emulated world consists of, running. */
export interface EmulatedParts {
  readonly productName: string;
  readonly functionsBaseUrl: string;
  readonly clock: LocalClock;
  readonly activity: ActivityFeed;
  readonly firestore: EmulatedFirestore;
  readonly auth: EmulatorAuth;
  readonly simulator: TwilioSimulator;
  readonly scheduler: Scheduler;
  /** Undefined where Firestore is the emulator of Firebase. */
  readonly embedded: EmbeddedFirestore | undefined;
}

/** Starts everything that listens; `shutdown` learns how to stop each part as soon as it runs. */
export async function startEmulatedParts(
  options: EmulatedPartsOptions,
  shutdown: Shutdown,
): Promise<EmulatedParts> {
  const { ports, productReply = () => [] } = options;
  const { project, region, forwardSigningSecret } = localIdentity;
  const origin = `http://${HOST}:${ports.functions}`;
  const functionsBaseUrl = `${origin}/${project}/${region}`;
  const clock = new LocalClock();
  shutdown.add(() => clock.stop());
  const activity = new ActivityFeed();
  const recorder = new ActivityRecorder({ feed: activity, clock });
  const delay = (milliseconds: number, signal?: AbortSignal) => clock.delay(milliseconds, signal);
  const embedded =
    options.firestore === 'embedded' ? await startEmbedded(ports.firestore, clock, recorder) : undefined;
  shutdown.add(() => embedded?.stop());
  const simulator = await onPort('twilio', ports.twilio, () =>
    startSimulator({
      port: ports.twilio,
      webhookUrl: `${functionsBaseUrl}/twilioWebhook${CONNECTION_OVERRIDES}`,
      delay,
    }),
  );
  shutdown.add(() => simulator.stop());
  simulator.onTraffic((traffic) => recorder.traffic(traffic));
  const product = await ProductBackend.start({
    signingSecret: forwardSigningSecret,
    now: () => clock.now(),
    delay,
    reply: productReply,
  });
  shutdown.add(() => product.stop());
  const variables = variablesFor(options, functionsBaseUrl, simulator.url, product.url);
  await startEmulators({ ports, variables, embedded, recorder }, shutdown);
  const firestore = embedded ?? (await startMirror(ports.firestore, activity));
  if (firestore instanceof MirroredFirestore) shutdown.add(() => firestore.stop());
  const scheduler = new Scheduler({ clock, onActivity: (task) => activity.publish(task) });
  shutdown.add(() => scheduler.stop());
  await connectTriggers({ origin, variables, scheduler, firestore: embedded });
  const auth = new EmulatorAuth({ address: `${HOST}:${ports.auth}`, clock });
  await createDemoAccounts(auth);
  const productName = variables[parameters.productName.name] ?? localIdentity.productName;
  return { productName, functionsBaseUrl, clock, activity, firestore, auth, simulator, scheduler, embedded };
}

async function startEmbedded(
  port: number,
  clock: LocalClock,
  recorder: ActivityRecorder,
): Promise<EmbeddedFirestore> {
  return await onPort('firestore', port, () => startFirestore({ port }, clock, recorder));
}

async function startMirror(port: number, activity: ActivityFeed): Promise<MirroredFirestore> {
  const onChange = (change: Activity) => activity.publish(change);
  return await MirroredFirestore.start({ host: HOST, port, onChange });
}

function variablesFor(
  { linkPageUrl, parameters: overrides = {} }: EmulatedPartsOptions,
  functionsBaseUrl: string,
  twilioUrl: string,
  productUrl: string,
): Variables {
  const local = localParameters({ twilioUrl, functionsBaseUrl, linkPageUrl, productUrl }, overrides);
  const connections = {
    [parameters.twilioAccountSid.name]: localIdentity.accountSid,
    [parameters.twilioSender.name]: localIdentity.sender,
    [parameters.twilioApiBaseUrl.name]: twilioUrl,
    [parameters.region.name]: localIdentity.region,
    [parameters.publicBaseUrl.name]: functionsBaseUrl,
    [parameters.forwardUrl.name]: productUrl,
    [parameters.forwardAllowPrivateAddresses.name]: 'true',
  };
  return { ...local, ...connections };
}

interface Emulated {
  readonly ports: EmulatorPorts;
  readonly variables: Variables;
  readonly embedded: EmbeddedFirestore | undefined;
  readonly recorder: ActivityRecorder;
}

async function startEmulators(
  { ports, variables, embedded, recorder }: Emulated,
  shutdown: Shutdown,
): Promise<void> {
  const { functions, auth, tasks, firestore } = ports;
  const asked = { functions, auth, tasks, ...(embedded ? {} : { firestore }) };
  const listening = Object.entries({ ...asked, ...(await backgroundPorts()) });
  const project = await EmulatedProject.create(variables, {
    singleProjectMode: true,
    ui: { enabled: false },
    ...Object.fromEntries(listening.map(([name, port]) => [name, { host: HOST, port }])),
  });
  shutdown.add(() => project.remove());
  const emulators = await FirebaseEmulators.start({
    directory: project.directory,
    emulators: Object.keys(asked),
    environment: {
      FIRESTORE_EMULATOR_HOST: `${HOST}:${embedded?.port ?? firestore}`,
      METADATA_SERVER_DETECTION: 'none',
      // no account of the developer's: nothing here may reach a real project
      GOOGLE_APPLICATION_CREDENTIALS: '',
      FIREBASE_TOKEN: 'none',
    },
    onFunctionOutput: (line) => recorder.logLine(line),
  });
  shutdown.add(() => emulators.stop());
}
