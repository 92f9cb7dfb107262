import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';

export interface Address {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Whether other processes may listen there, too. */
  readonly shared?: boolean;
}

/** An HTTP server that is listening: the port is known, and `stop` frees it at once, cutting open connections. */
export class HttpListener {
  readonly host: string;
  readonly port: number;
  readonly #server: Server;

  private constructor(server: Server, address: Address) {
    this.#server = server;
    this.host = address.host;
    this.port = address.port;
  }

  static async start(
    { host, port, shared = false }: Address,
    listener: RequestListener,
  ): Promise<HttpListener> {
    const server = createServer(listener).listen({ host, port, reusePort: shared });
    await once(server, 'listening');
    const bound = server.address();
    return new HttpListener(server, { host, port: bound && typeof bound === 'object' ? bound.port : port });
  }

  get url(): string {
    return `http://${this.host}:${this.port}`;
  }

  /** Takes no more connections, and leaves those that are open alone. */
  close(): void {
    this.#server.close();
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
