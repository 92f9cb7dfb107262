import type { PageWorld } from '../page-world.ts';
import { answerJson } from './json-body.ts';
import type { Route } from './route.ts';

export function documentsRoute(world: PageWorld): Route {
  return {
    method: 'GET',
    path: '/documents',
    handle(_request, response) {
      answerJson(response, 200, { documents: world.firestore.documents() });
    },
  };
}
