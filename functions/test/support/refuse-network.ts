import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** Tests talk to this machine only: a connection to any other host fails, naming it, and so does asking for the address of one. */
const LOOPBACK = new Set<unknown>(['127.0.0.1', '::1', 'localhost', undefined]);

function refuse(host: unknown): void {
  if (!LOOPBACK.has(host)) throw new Error(`A test tried to reach the network: ${String(host)}`);
}

function hostOf(parameters: readonly unknown[]): unknown {
  // node calls connect both with plain arguments and with one normalised array
  const first: unknown = Array.isArray(parameters[0]) ? parameters[0][0] : parameters[0];
  if (typeof first === 'object' && first !== null) return 'host' in first ? first.host : undefined;
  return typeof parameters[1] === 'string' ? parameters[1] : undefined;
}

function guard(target: object, method: string, check: (parameters: readonly unknown[]) => void): void {
  const original: unknown = Reflect.get(target, method);
  if (typeof original !== 'function') throw new Error(`There is no method ${method} to guard.`);
  Reflect.set(target, method, function guarded(this: unknown, ...parameters: unknown[]): unknown {
    check(parameters);
    return Reflect.apply(original, this, parameters);
  });
}

guard(net.Socket.prototype, 'connect', (parameters) => refuse(hostOf(parameters)));

for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const method of Object.keys(resolver).filter((name) => /^(lookup|resolve|reverse)/.test(name))) {
    guard(resolver, method, ([host]) => refuse(host));
  }
}

syncBuiltinESMExports();
