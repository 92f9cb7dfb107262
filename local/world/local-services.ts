import { deleteApp, getApps } from 'firebase-admin/app';
import indexes from '../../firestore.indexes.json' with { type: 'json' };
import type { Instant } from '../../functions/src/domain/shared/clock.ts';
import type { RandomSource } from '../../functions/src/domain/shared/random-source.ts';
import { LocalAdministration } from '../administration/local-administration.ts';
import { LocalAuth } from '../auth/local-auth.ts';
import { EmbeddedFirestore, type EmbeddedFirestoreOptions } from '../firestore/embedded-firestore.ts';
import { FunctionsHost } from '../functions-host/functions-host.ts';
import { FunctionsProcess } from '../functions-process/functions-process.ts';
import type { ProductReply } from '../product/echo-reply.ts';
import { ProductBackend } from '../product/product-backend.ts';
import type { ReceivedMessage } from '../product/received-webhook.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import type { TaskActivity } from '../tasks/task-queue.ts';
import { TaskQueueServer } from '../tasks/task-queue-server.ts';
import { TwilioSimulator, type TwilioSimulatorOptions } from '../twilio/twilio-simulator.ts';
import { ActivityFeed } from './activity-feed.ts';
import { ActivityRecorder } from './activity-recorder.ts';
import { LocalClock } from './local-clock.ts';
import { localIdentity } from './local-identity.ts';
import { onPort } from './port-error.ts';
import type { Shutdown } from './shutdown.ts';

export interface ServicePorts {
  readonly functions?: number;
  readonly firestore?: number;
  readonly twilio?: number;
}

export interface LocalServicesOptions {
  /** Any free port where none is given. */
  readonly ports?: ServicePorts;
  /** What the clock runs with; the machine's time by default. */
  readonly systemNow?: () => Instant;
  /** What the product's backend answers to a message; nothing by default. */
  readonly productReply?: (message: ReceivedMessage) => readonly ProductReply[];
  /** Decides which faults strike, and names what is created; the machine's randomness by default. */
  readonly random?: RandomSource;
  /** Milliseconds of real time after which Firestore ends the transaction of a client that has died; a minute by default. */
  readonly transactionIdle?: number;
  /** Milliseconds of real time before each repetition of an event that was not handled; those of a minute by default. */
  readonly eventRetryDelays?: readonly number[];
}

/** What stands in for Google Cloud and Twilio, listening. */
export interface LocalServices {
  readonly clock: LocalClock;
  readonly activity: ActivityFeed;
  readonly recorder: ActivityRecorder;
  readonly firestore: EmbeddedFirestore;
  /** Answers on the port of Firestore. */
  readonly administration: LocalAdministration;
  readonly auth: LocalAuth;
  readonly functions: FunctionsHost | FunctionsProcess;
  readonly tasks: TaskQueueServer;
  readonly scheduler: Scheduler;
  readonly simulator: TwilioSimulator;
  readonly product: ProductBackend;
}

/** Three tries within the 15 seconds that Twilio waits: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
export const CONNECTION_OVERRIDES = '#rc=3&rp=ct,5xx,rt&tt=15000';

/**
 * Starts everything that listens; `shutdown` learns how to stop each part as soon as it runs. A module for a process of its own
 * is not loaded yet. Throws `PortError`.
 */
export async function startLocalServices(
  {
    ports = {},
    systemNow,
    random,
    transactionIdle,
    eventRetryDelays,
    productReply = () => [],
  }: LocalServicesOptions,
  processModule: URL | undefined,
  shutdown: Shutdown,
): Promise<LocalServices> {
  const { functions: functionsPort = 0, firestore: firestorePort = 0, twilio: twilioPort = 0 } = ports;
  const clock = new LocalClock(systemNow);
  shutdown.add(() => clock.stop());
  const activity = new ActivityFeed();
  const recorder = new ActivityRecorder({ feed: activity, clock });
  const administration = new LocalAdministration();
  const firestore = await onPort('firestore', firestorePort, () =>
    startFirestore(
      {
        port: firestorePort,
        otherAnswers: (url) => administration.answer(url),
        ...(transactionIdle && { transactionIdleMs: transactionIdle }),
        ...(eventRetryDelays && { triggerRetryDelaysMs: eventRetryDelays }),
      },
      clock,
      recorder,
    ),
  );
  shutdown.add(() => firestore.stop());
  const auth = await startAuth(clock, recorder, eventRetryDelays);
  shutdown.add(() => auth.stop());
  shutdown.add(closeClients);
  const { project, region } = localIdentity;
  const place = { project, region, port: functionsPort };
  const functions = await onPort('functions', functionsPort, async () =>
    processModule
      ? await FunctionsProcess.reserve({ ...place, module: processModule, clock, recorder })
      : await FunctionsHost.start(place),
  );
  shutdown.add(() => functions.stop());
  const onActivity = (task: TaskActivity) => activity.publish(task);
  const scheduler = new Scheduler({ clock, onActivity });
  shutdown.add(() => scheduler.stop());
  const tasks = await TaskQueueServer.start({ clock, onActivity, ...(random && { random }) });
  shutdown.add(() => tasks.stop());
  const simulator = await onPort('twilio', twilioPort, () =>
    startSimulator({
      port: twilioPort,
      webhookUrl: functions.url('twilioWebhook') + CONNECTION_OVERRIDES,
      now: () => clock.now(),
      delay: (milliseconds, signal) => clock.delay(milliseconds, signal),
      ...(random && { randomBytes: (size: number) => random.bytes(size) }),
    }),
  );
  shutdown.add(() => simulator.stop());
  simulator.onTraffic((traffic) => recorder.traffic(traffic));
  const product = await ProductBackend.start({
    signingSecret: localIdentity.forwardSigningSecret,
    now: () => clock.now(),
    delay: (milliseconds, signal) => clock.delay(milliseconds, signal),
    reply: productReply,
  });
  shutdown.add(() => product.stop());
  return {
    clock,
    activity,
    recorder,
    firestore,
    administration,
    auth,
    functions,
    tasks,
    scheduler,
    simulator,
    product,
  };
}

/** The clients of Firestore that the functions opened would try to reconnect for ever. */
async function closeClients(): Promise<void> {
  await Promise.all(getApps().map(deleteApp));
}

/** With the indexes that are deployed; what it commits is recorded. */
export async function startFirestore(
  options: EmbeddedFirestoreOptions,
  clock: LocalClock,
  recorder: ActivityRecorder,
): Promise<EmbeddedFirestore> {
  const firestore = await EmbeddedFirestore.start({
    ...options,
    now: () => clock.now(),
    location: localIdentity.region,
    indexes,
    onTriggerError: ({ name }, error) => reportLostEvent(recorder, name, error),
  });
  firestore.onCommit((changes) => recorder.commit(changes));
  return firestore;
}

async function startAuth(
  clock: LocalClock,
  recorder: ActivityRecorder,
  delays: readonly number[] | undefined,
): Promise<LocalAuth> {
  const onError = ({ name }: { readonly name: string }, error: unknown) =>
    reportLostEvent(recorder, name, error);
  const retries = delays && { retryDelays: delays };
  return await LocalAuth.start({ project: localIdentity.project, clock, onError, ...retries });
}

function reportLostEvent(recorder: ActivityRecorder, name: string, error: unknown): void {
  recorder.logEntry({
    severity: 'ERROR',
    message: 'event-given-up',
    function: name,
    error: String(error),
  });
}

/** With the account and the sender of the local world. */
export async function startSimulator(options: Partial<TwilioSimulatorOptions>): Promise<TwilioSimulator> {
  const { accountSid, authToken, sender } = localIdentity;
  return await TwilioSimulator.start({ ...options, accountSid, authToken, sender });
}
