import { subscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import { Server } from 'node:net';

/** Loaded ahead of a server that was given port 0: tells the parent process which port it got and, when asked, what it has loaded. */
subscribe('tracing:net.server.listen:asyncEnd', (event) => {
  const server = typeof event === 'object' && event !== null && 'server' in event ? event.server : null;
  const address = server instanceof Server ? server.address() : null;
  if (typeof address === 'object' && address !== null) process.send?.(address.port);
});

const { cache } = createRequire(import.meta.url);
process.on('message', () => process.send?.(Object.keys(cache)));
