import { HttpsError } from 'firebase-functions/https';
import { onTaskDispatched, type Request, type TaskQueueOptions } from 'firebase-functions/tasks';
import type { z } from 'zod';
import { MessageNotDueError, SendingPausedError } from '../../domain/messaging/messaging-errors.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';
import { functionOptions } from './function-options.ts';
import { isInMaintenance } from './in-maintenance.ts';
import { instrumented } from './instrumented.ts';
import { startedModule } from './started-module.ts';

interface TaskFunction<Data> extends Required<Pick<TaskQueueOptions, 'retryConfig' | 'rateLimits'>> {
  readonly name: string;
  readonly timeoutSeconds?: number;
  readonly data: z.ZodType<Data>;
  execute(module: WhatsAppModule, data: Data): Promise<unknown>;
}

/**
 * Runs for each task of the queue of the same name, at least once: a task that fails is delivered again as `retryConfig` says. One that
 * came too early is answered 409, since a 503 slows the whole queue down, which is welcome in maintenance:
 * https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks#HttpRequest
 */
export function taskFunction<Data>(task: TaskFunction<Data>) {
  const { name, retryConfig, rateLimits, timeoutSeconds } = task;
  const options = {
    ...functionOptions,
    retryConfig,
    rateLimits,
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
  };
  return onTaskDispatched(options, async (request: Request) => {
    const module = await startedModule();
    if (isInMaintenance(module)) throw deliveredAgain('unavailable');
    const carrier = request.headers ?? {};
    await instrumented(module, { name, carrier }, () => run(module, task, request.data));
  });
}

async function run<Data>(module: WhatsAppModule, task: TaskFunction<Data>, data: unknown): Promise<void> {
  try {
    await task.execute(module, task.data.parse(data));
  } catch (error) {
    const isTooEarly = error instanceof MessageNotDueError || error instanceof SendingPausedError;
    if (!isTooEarly) module.logger.error('task-failed', { function: task.name, error });
    // what is no HttpsError is printed by firebase-functions as it is
    throw deliveredAgain(isTooEarly ? 'aborted' : 'unavailable');
  }
}

function deliveredAgain(code: 'aborted' | 'unavailable'): HttpsError {
  return new HttpsError(code, 'The task is delivered again.');
}
