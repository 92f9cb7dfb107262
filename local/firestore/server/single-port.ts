import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { type Server, ServerCredentials } from '@grpc/grpc-js';

const HTTP2_PREFACE = 'PRI';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** gRPC and HTTP/1 on one port, told apart by the first bytes of a connection. */
export class SinglePort {
  readonly #grpc: Server;
  readonly #http: http.Server;
  readonly #tcp: net.Server;
  readonly #sockets = new Set<net.Socket>();

  constructor(grpc: Server, httpListener: http.RequestListener) {
    this.#grpc = grpc;
    this.#http = http.createServer(httpListener);
    const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
    this.#tcp = net.createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      // a client that goes away is no failure of the server
      socket.on('error', () => socket.destroy());
      socket.once('data', (start) => {
        socket.pause();
        socket.unshift(start);
        if (start.toString('latin1').startsWith(HTTP2_PREFACE)) {
          injector.injectConnection(socket);
        } else {
          this.#http.emit('connection', socket);
          socket.resume();
        }
      });
    });
  }

  /** Resolves with the port, which differs from the asked one if that is 0. */
  async listen({ host, port }: ListenAddress): Promise<number> {
    this.#tcp.listen(port, host);
    await once(this.#tcp, 'listening');
    const address = this.#tcp.address();
    // only a server on a named pipe has an address of another form
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  /** Ends every connection at once and frees the port. */
  async close(): Promise<void> {
    const closed = once(this.#tcp, 'close');
    this.#tcp.close();
    this.#grpc.forceShutdown();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
