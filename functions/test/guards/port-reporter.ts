import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:net';

/** Loaded ahead of a server that was given port 0: tells the parent process which port it got. */
subscribe('tracing:net.server.listen:asyncEnd', (event) => {
  const server = typeof event === 'object' && event !== null && 'server' in event ? event.server : null;
  const address = server instanceof Server ? server.address() : null;
  if (typeof address === 'object' && address !== null) process.send?.(address.port);
});
