import { z } from 'zod';
import { parseFaultRequest } from '../../twilio/faults/fault-request.ts';
import { InvalidRequestError } from '../../twilio/invalid-request-error.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { PageWorld } from '../page-world.ts';
import { BadRequestError } from './bad-request-error.ts';
import { answerJson, readBody } from './json-body.ts';
import type { Route } from './route.ts';

const anything = z.looseObject({});

/** `POST /faults` adds faults to the simulator's, `POST /faults/clear` ends all; both answer those active then. */
export function faultRoutes({ simulator: { faults } }: PageWorld, feed: LiveFeed): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/faults',
      async handle(request, response) {
        faults.inject(parse(await readBody(request, anything)));
        feed.tellFaults();
        answerJson(response, 200, faults.active());
      },
    },
    {
      method: 'POST',
      path: '/faults/clear',
      handle(_request, response) {
        faults.clear();
        feed.tellFaults();
        answerJson(response, 200, faults.active());
      },
    },
  ];
}

function parse(request: unknown) {
  try {
    return parseFaultRequest(request);
  } catch (error) {
    throw error instanceof InvalidRequestError ? new BadRequestError(error.message) : error;
  }
}
