import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePorts } from '../free-ports.ts';

export const anyAddress = { host: '127.0.0.1', port: 0 };

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

export async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const [event] = await Promise.race([
    once(server, 'listening').then(() => ['listening']),
    once(server, 'error').then(() => ['error']),
  ]);
  if (event === 'listening') {
    server.close();
    await once(server, 'close');
  }
  return event === 'listening';
}
