import { expect, it, onTestFinished } from 'vitest';
import { LocalClock } from '../world/local-clock.ts';
import { defaultRetryPolicy } from './retry-policy.ts';
import { TaskQueueServer } from './task-queue-server.ts';

it.each([
  ['refuse', 503, 0, 200],
  ['lose-answer', 'no answer', 1, 409],
] as const)('can strike the creation of a task: %s', async (fault, answer, created, repeatedAnswer) => {
  const clock = new LocalClock();
  const server = await TaskQueueServer.start({ clock });
  onTestFinished(() => clock.stop());
  onTestFinished(() => server.stop());
  server.add({ name: 'queue', url: 'http://127.0.0.1:9/', retryPolicy: defaultRetryPolicy });
  server.faults.chooseBy({ creation: () => fault, delivery: () => undefined });
  const path = 'projects/demo/locations/here/queues/queue/tasks';
  const scheduleTime = new Date(clock.now() + 60_000).toISOString();
  const body = JSON.stringify({ task: { name: `${path}/one`, scheduleTime, httpRequest: { body: '' } } });
  const create = () =>
    fetch(`http://${server.address}/${path}`, { method: 'POST', body }).then(
      ({ status }) => status,
      () => 'no answer',
    );
  expect(await create()).toBe(answer);
  expect(server.pending()).toHaveLength(created);
  server.faults.clear();
  expect(await create()).toBe(repeatedAnswer);
});
