import { z } from 'zod';
import type { LiveFeed } from '../live-feed.ts';
import type { PageWorld } from '../page-world.ts';
import { answerJson, readBody } from './json-body.ts';
import type { Route } from './route.ts';

const LONGEST = 7 * 24 * 60 * 60_000;

const advanceRequest = z.strictObject({ milliseconds: z.int().positive().max(LONGEST) });

/** `POST /clock/advance {milliseconds}`: answers the world's time when all that became due has come to rest; one at a time. */
export function clockRoute(world: PageWorld, feed: LiveFeed): Route {
  let previous: Promise<unknown> = Promise.resolve();
  return {
    method: 'POST',
    path: '/clock/advance',
    async handle(request, response) {
      const { milliseconds } = await readBody(request, advanceRequest);
      const advanced = advanceAfter(previous, world, milliseconds);
      previous = advanced.catch(() => undefined);
      await advanced;
      feed.tellTime();
      answerJson(response, 200, { now: world.clock.now() });
    },
  };
}

async function advanceAfter(
  previous: Promise<unknown>,
  world: PageWorld,
  milliseconds: number,
): Promise<void> {
  await previous;
  await world.idle();
  await world.advance(milliseconds);
}
