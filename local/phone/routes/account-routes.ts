import { AccountNotFoundError } from '../../auth/accounts.ts';
import type { PageWorld } from '../page-world.ts';
import { BadRequestError } from './bad-request-error.ts';
import { readDemoUser } from './demo-user.ts';
import { answerNothing } from './json-body.ts';
import type { Route } from './route.ts';

/** `POST /sign-out-everywhere {user}` ends every sign-in of a demo user, `POST /delete-account {user}` their account. */
export function accountRoutes({ auth }: PageWorld): readonly Route[] {
  return [
    accountRoute('/sign-out-everywhere', (user) => auth.signOutEverywhere(user)),
    accountRoute('/delete-account', (user) => auth.deleteUser(user)),
  ];
}

function accountRoute(path: string, change: (user: string) => void | Promise<void>): Route {
  return {
    method: 'POST',
    path,
    async handle(request, response) {
      const user = await readDemoUser(request);
      try {
        await change(user);
      } catch (error) {
        throw error instanceof AccountNotFoundError ? new BadRequestError(error.message) : error;
      }
      answerNothing(response);
    },
  };
}
