import { z } from 'zod';
import { demoUsers } from '../../auth/demo-users.ts';
import type { PageWorld } from '../page-world.ts';
import { BadRequestError } from './bad-request-error.ts';
import { answerJson, readBody } from './json-body.ts';
import type { Route } from './route.ts';

const signInRequest = z.strictObject({ user: z.string() });

/** `POST /sign-in {user}` answers the ID token of a demo user. */
export function signInRoute(world: PageWorld): Route {
  return {
    method: 'POST',
    path: '/sign-in',
    async handle(request, response) {
      const { user } = await readBody(request, signInRequest);
      if (!demoUsers.some(({ uid }) => uid === user)) {
        throw new BadRequestError(`Sign in as one of: ${demoUsers.map(({ uid }) => uid).join(', ')}.`);
      }
      const { idToken } = await world.signIn(user);
      answerJson(response, 200, { idToken });
    },
  };
}
