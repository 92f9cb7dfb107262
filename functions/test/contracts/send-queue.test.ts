import { initializeApp } from 'firebase-admin/app';
import { onTestFinished, vi } from 'vitest';
import { defaultRetryPolicy } from '../../../local/tasks/retry-policy.ts';
import { TaskQueueServer } from '../../../local/tasks/task-queue-server.ts';
import { LocalClock } from '../../../local/world/local-clock.ts';
import { InMemoryMetricsCollector } from '../../src/infra/metrics/in-memory-metrics-collector.ts';
import { CloudTasksEventQueue } from '../../src/infra/tasks/cloud-tasks-event-queue.ts';
import { CloudTasksProcessQueue } from '../../src/infra/tasks/cloud-tasks-process-queue.ts';
import { CloudTasksSendQueue } from '../../src/infra/tasks/cloud-tasks-send-queue.ts';
import { FakeEventQueue, FakeProcessQueue, FakeQueue } from '../app/support/fake-queue.ts';
import { RecordingLogger } from '../domain/shared/recording-logger.ts';
import { PROJECT } from '../support/test-configuration.ts';
import { sendQueueContract } from './send-queue-contract.ts';

const FUNCTIONS = ['sendOutboundMessage', 'processInboundMessage', 'deliverEvent'];

sendQueueContract('FakeQueue', async () => {
  const queues = { send: new FakeQueue(), process: new FakeProcessQueue(), events: new FakeEventQueue() };
  return {
    ...queues,
    now: () => 0,
    waiting: () =>
      Object.values(queues)
        .flatMap((queue) => queue.due(Infinity).map(({ notBefore }) => notBefore))
        .toSorted((one, other) => one - other),
  };
});

sendQueueContract('CloudTasksQueue', async () => {
  const startedAt = Date.now();
  const clock = new LocalClock(() => startedAt);
  const server = await TaskQueueServer.start({ clock });
  for (const name of FUNCTIONS) {
    server.add({ name, url: 'http://127.0.0.1:1/', retryPolicy: defaultRetryPolicy });
  }
  vi.stubEnv('CLOUD_TASKS_EMULATOR_HOST', server.address);
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await server.stop();
    clock.stop();
  });
  const app = initializeApp({ projectId: PROJECT }, server.address);
  const metrics = new InMemoryMetricsCollector({ clock });
  const options = { app, region: 'us-central1', clock, metrics, logger: new RecordingLogger() };
  return {
    send: new CloudTasksSendQueue(options),
    process: new CloudTasksProcessQueue(options),
    events: new CloudTasksEventQueue(options),
    now: () => clock.now(),
    waiting: () =>
      server
        .pending()
        .map(({ dueAt }) => dueAt)
        .toSorted((one, other) => one - other),
  };
});
