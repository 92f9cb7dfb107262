import { cloudEvent, http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { HttpListener, type Address } from '../world/http-listener.ts';
import { InFlight } from '../world/in-flight.ts';
import type { DeployedFunction } from './deployed-function.ts';
import type { ServedFunctions } from './served-functions.ts';

export interface FunctionsHostOptions extends Partial<Address> {
  readonly project: string;
  readonly region: string;
}

/**
 * Serves functions through functions-framework, all on one port, at `<baseUrl>/<function>`. It listens before it has any
 * function, because functions want to know their public address when they are loaded.
 */
export class FunctionsHost implements ServedFunctions {
  readonly baseUrl: string;
  readonly #listener: HttpListener;
  readonly #path: string;
  readonly #servers = new Map<string, Server>();
  readonly #inFlight = new InFlight();
  #requests = 0;

  private constructor(listener: HttpListener, path: string) {
    this.#listener = listener;
    this.#path = path;
    this.baseUrl = `${listener.url}${path}`;
  }

  static async start(options: FunctionsHostOptions): Promise<FunctionsHost> {
    const { host: address = '127.0.0.1', port = 0, shared = false } = options;
    const listener = await HttpListener.start({ host: address, port, shared }, (request, response) => {
      host.#route(request, response);
    });
    const host = new FunctionsHost(listener, `/${options.project}/${options.region}`);
    return host;
  }

  get port(): number {
    return this.#listener.port;
  }

  get requests(): number {
    return this.#requests;
  }

  url(name: string): string {
    return `${this.baseUrl}/${name}`;
  }

  /** Serves a function from now on; functions-framework knows functions by name, so a name belongs to the process. */
  add(deployed: DeployedFunction): void {
    if (deployed.kind === 'firestore' || deployed.kind === 'auth')
      cloudEvent(deployed.name, deployed.handler);
    else http(deployed.name, deployed.handler);
    this.#servers.set(deployed.name, getTestServer(deployed.name));
  }

  async idle(): Promise<void> {
    await this.#inFlight.idle();
  }

  /** Takes no more requests; resolves when those under way are answered. */
  async retire(): Promise<void> {
    this.#listener.close();
    await this.#inFlight.idle();
  }

  async stop(): Promise<void> {
    await this.#listener.stop();
  }

  #route(request: IncomingMessage, response: ServerResponse): void {
    const { name, rest } = this.#parse(request.url ?? '/');
    const server = this.#servers.get(name);
    if (!server) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end(this.#directory());
      return;
    }
    this.#requests += 1;
    response.once('close', this.#inFlight.begin());
    request.url = rest;
    server.emit('request', request, response);
  }

  /** As on the platform, a function sees the path behind its name only. */
  #parse(url: string): { readonly name: string; readonly rest: string } {
    if (!url.startsWith(`${this.#path}/`)) return { name: '', rest: url };
    const behind = url.slice(this.#path.length + 1);
    const [name = ''] = behind.split(/[/?]/u, 1);
    const rest = behind.slice(name.length);
    return { name, rest: rest.startsWith('/') ? rest : `/${rest}` };
  }

  #directory(): string {
    const urls = Array.from(this.#servers.keys(), (name) => `  ${this.url(name)}`);
    return ['There is no function at this address. The functions are:', ...urls, ''].join('\n');
  }
}
