import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { demoUsers } from '../../auth/demo-users.ts';
import { BadRequestError } from './bad-request-error.ts';
import { readBody } from './json-body.ts';

const userRequest = z.strictObject({ user: z.string() });

/** Reads `{user}`, the id of a demo user. Throws `BadRequestError` for anybody else. */
export async function readDemoUser(request: IncomingMessage): Promise<string> {
  const { user } = await readBody(request, userRequest);
  const known = demoUsers.map(({ uid }) => uid);
  if (!known.includes(user)) throw new BadRequestError(`The user must be one of: ${known.join(', ')}.`);
  return user;
}
