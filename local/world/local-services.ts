import { deleteApp, getApps } from 'firebase-admin/app';
import type { Instant } from '../../functions/src/domain/shared/clock.ts';
import { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';
import { FunctionsHost } from '../functions-host/functions-host.ts';
import { TaskQueueServer } from '../tasks/task-queue-server.ts';
import { TwilioSimulator } from '../twilio/twilio-simulator.ts';
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

/** What stands in for Google Cloud and Twilio, listening. */
export interface LocalServices {
  readonly clock: LocalClock;
  readonly activity: ActivityFeed;
  readonly recorder: ActivityRecorder;
  readonly firestore: EmbeddedFirestore;
  readonly host: FunctionsHost;
  readonly tasks: TaskQueueServer;
  readonly simulator: TwilioSimulator;
}

/** Three tries within the 15 seconds that Twilio waits: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
const CONNECTION_OVERRIDES = '#rc=3&rp=ct,5xx,rt&tt=15000';

/** Starts everything that listens; `shutdown` learns how to stop each part as soon as it runs. Throws `PortError`. */
export async function startLocalServices(
  { functions = 0, firestore: firestorePort = 0, twilio = 0 }: ServicePorts,
  shutdown: Shutdown,
  systemNow?: () => Instant,
): Promise<LocalServices> {
  const clock = new LocalClock(systemNow);
  shutdown.add(() => clock.stop());
  const activity = new ActivityFeed();
  const recorder = new ActivityRecorder({ feed: activity, clock });
  const firestore = await onPort('firestore', firestorePort, () =>
    startFirestore(firestorePort, clock, recorder),
  );
  shutdown.add(() => firestore.stop());
  shutdown.add(closeClients);
  const { project, region } = localIdentity;
  const host = await onPort('functions', functions, () =>
    FunctionsHost.start({ port: functions, project, region }),
  );
  shutdown.add(() => host.stop());
  const tasks = await TaskQueueServer.start({ clock, onActivity: (task) => activity.publish(task) });
  shutdown.add(() => tasks.stop());
  const webhookUrl = host.url('twilioWebhook') + CONNECTION_OVERRIDES;
  const simulator = await onPort('twilio', twilio, () => startSimulator(twilio, clock, webhookUrl));
  shutdown.add(() => simulator.stop());
  simulator.onTraffic((traffic) => recorder.traffic(traffic));
  return { clock, activity, recorder, firestore, host, tasks, simulator };
}

/** The clients of Firestore that the functions opened would try to reconnect for ever. */
async function closeClients(): Promise<void> {
  await Promise.all(getApps().map(deleteApp));
}

async function startFirestore(
  port: number,
  clock: LocalClock,
  recorder: ActivityRecorder,
): Promise<EmbeddedFirestore> {
  const firestore = await EmbeddedFirestore.start({
    port,
    now: () => clock.now(),
    location: localIdentity.region,
    onTriggerError: ({ name }, error) =>
      recorder.logEntry({
        severity: 'ERROR',
        message: 'event-given-up',
        function: name,
        error: String(error),
      }),
  });
  firestore.onCommit((changes) => recorder.commit(changes));
  return firestore;
}

async function startSimulator(port: number, clock: LocalClock, webhookUrl: string): Promise<TwilioSimulator> {
  const { accountSid, authToken, sender } = localIdentity;
  return await TwilioSimulator.start({
    port,
    accountSid,
    authToken,
    sender,
    webhookUrl,
    now: () => clock.now(),
    delay: (milliseconds, signal) => clock.delay(milliseconds, signal),
  });
}
