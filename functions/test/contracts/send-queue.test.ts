import { initializeApp } from 'firebase-admin/app';
import { onTestFinished, vi } from 'vitest';
import { defaultRetryPolicy } from '../../../local/tasks/retry-policy.ts';
import { TaskQueueServer } from '../../../local/tasks/task-queue-server.ts';
import { LocalClock } from '../../../local/world/local-clock.ts';
import { InMemoryMetricsCollector } from '../../src/infra/metrics/in-memory-metrics-collector.ts';
import { CloudTasksSendQueue } from '../../src/infra/tasks/cloud-tasks-send-queue.ts';
import { FakeQueue } from '../app/support/fake-queue.ts';
import { RecordingLogger } from '../domain/shared/recording-logger.ts';
import { PROJECT } from '../support/test-configuration.ts';
import { sendQueueContract } from './send-queue-contract.ts';

sendQueueContract('FakeQueue', async () => {
  const queue = new FakeQueue();
  return {
    queue,
    now: () => 0,
    waiting: () =>
      queue
        .due(Infinity)
        .map(({ notBefore }) => notBefore)
        .toSorted((one, other) => one - other),
  };
});

sendQueueContract('CloudTasksSendQueue', async () => {
  const startedAt = Date.now();
  const clock = new LocalClock(() => startedAt);
  const server = await TaskQueueServer.start({ clock });
  server.add({ name: 'sendOutboundMessage', url: 'http://127.0.0.1:1/', retryPolicy: defaultRetryPolicy });
  vi.stubEnv('CLOUD_TASKS_EMULATOR_HOST', server.address);
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await server.stop();
    clock.stop();
  });
  const app = initializeApp({ projectId: PROJECT }, server.address);
  const metrics = new InMemoryMetricsCollector({ clock });
  return {
    queue: new CloudTasksSendQueue({
      app,
      region: 'us-central1',
      clock,
      metrics,
      logger: new RecordingLogger(),
    }),
    now: () => clock.now(),
    waiting: () =>
      server
        .pending()
        .map(({ dueAt }) => dueAt)
        .toSorted((one, other) => one - other),
  };
});
