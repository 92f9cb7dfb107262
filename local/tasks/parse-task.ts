import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DAY, SECOND, type Instant } from '../../functions/src/domain/shared/clock.ts';
import type { Task } from './task.ts';

const DEFAULT_DEADLINE = 600 * SECOND;
const FURTHEST_SCHEDULE = 30 * DAY;

const createTaskRequest = z.object({
  task: z.object({
    name: z
      .string()
      .regex(/\/tasks\/[\w-]{1,500}$/u, 'must end in /tasks/ and an id of letters, digits, - and _')
      .optional(),
    scheduleTime: z.iso.datetime({ offset: true }).optional(),
    dispatchDeadline: z
      .string()
      .regex(/^\d+(\.\d+)?s$/u, 'must be a number of seconds followed by s')
      .optional(),
    httpRequest: z.object({
      body: z.base64(),
      headers: z.record(z.string(), z.string()).default({}),
    }),
  }),
});

export class InvalidTaskError extends Error {
  override readonly name = 'InvalidTaskError';
}

/** Reads the body of `projects.locations.queues.tasks.create` as firebase-admin sends it. Throws `InvalidTaskError`. */
export function parseTask(body: string, now: Instant): Task {
  const { task } = parseRequest(body);
  const notBefore = task.scheduleTime === undefined ? now : Math.max(now, Date.parse(task.scheduleTime));
  if (notBefore > now + FURTHEST_SCHEDULE) {
    throw new InvalidTaskError('task.scheduleTime: must be within the next 30 days');
  }
  return {
    id: task.name?.slice(task.name.lastIndexOf('/') + 1) ?? randomUUID(),
    notBefore,
    body: Buffer.from(task.httpRequest.body, 'base64'),
    headers: task.httpRequest.headers,
    deadline: task.dispatchDeadline ? Number.parseFloat(task.dispatchDeadline) * SECOND : DEFAULT_DEADLINE,
  };
}

function parseRequest(body: string): z.infer<typeof createTaskRequest> {
  const parsed = createTaskRequest.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new InvalidTaskError(problems.join('; '));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new InvalidTaskError('The body is not JSON', { cause: error });
  }
}
