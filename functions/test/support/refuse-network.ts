import net from 'node:net';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost', undefined]);

/** Tests talk to this machine only: a connection to any other host fails, naming it. */
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function refuseNetwork(this: net.Socket, ...parameters: unknown[]) {
  // node calls connect both with plain arguments and with one normalised array
  const first = Array.isArray(parameters[0]) ? (parameters[0] as unknown[])[0] : parameters[0];
  const host =
    typeof first === 'object' && first !== null && 'host' in first
      ? (first.host as string | undefined)
      : typeof parameters[1] === 'string'
        ? parameters[1]
        : undefined;
  if (!LOOPBACK.has(host)) throw new Error(`A test tried to reach the network: ${String(host)}`);
  return Reflect.apply(connect, this, parameters) as net.Socket;
};
