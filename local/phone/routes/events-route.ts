import type { LiveFeed } from '../live-feed.ts';
import type { Route } from './route.ts';

const RECONNECT_AFTER = 500;

/** `GET /events`: a snapshot, then every change, as server-sent events. */
export function eventsRoute(feed: LiveFeed): Route {
  return {
    method: 'GET',
    path: '/events',
    handle(_request, response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: ${RECONNECT_AFTER}\n\n`);
      const unsubscribe = feed.subscribe((name, data) => {
        response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
      });
      response.on('close', unsubscribe);
    },
  };
}
