import type { PageWorld } from '../page-world.ts';
import { readDemoUser } from './demo-user.ts';
import { answerJson } from './json-body.ts';
import type { Route } from './route.ts';

/** `POST /sign-in {user}` answers the ID token of a demo user. */
export function signInRoute(world: PageWorld): Route {
  return {
    method: 'POST',
    path: '/sign-in',
    async handle(request, response) {
      const { idToken } = await world.signIn(await readDemoUser(request));
      answerJson(response, 200, { idToken });
    },
  };
}
