import { demoUsers } from '../../auth/demo-users.ts';
import { demoPhones } from '../demo-phones.ts';
import type { PageConfiguration } from '../page-protocol.ts';
import type { PageWorld } from '../page-world.ts';
import { answerJson } from './json-body.ts';
import type { Route } from './route.ts';

export function configurationRoute(world: PageWorld): Route {
  return {
    method: 'GET',
    path: '/configuration',
    handle(_request, response) {
      const configuration: PageConfiguration = {
        productName: world.productName,
        functionsBaseUrl: world.functionsBaseUrl,
        mediaBaseUrl: world.simulator.url,
        phones: demoPhones,
        users: demoUsers,
        templates: world.simulator.templates(),
      };
      answerJson(response, 200, configuration);
    },
  };
}
