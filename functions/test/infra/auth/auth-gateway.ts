import { request } from 'node:http';
import { HttpListener } from '../../../../local/world/http-listener.ts';

/** Stands before an Auth server, at an address that stays the same while it is up or down. */
export class AuthGateway {
  readonly address: string;
  readonly #target: string;
  #listener: HttpListener;

  private constructor(target: string, listener: HttpListener) {
    this.address = `${listener.host}:${listener.port}`;
    this.#target = target;
    this.#listener = listener;
  }

  static async open(target: string): Promise<AuthGateway> {
    return new AuthGateway(target, await listen(target, 0));
  }

  async goDown(): Promise<void> {
    await this.#listener.stop();
  }

  async comeUp(): Promise<void> {
    this.#listener = await listen(this.#target, this.#listener.port);
  }
}

async function listen(target: string, port: number): Promise<HttpListener> {
  return await HttpListener.start({ host: '127.0.0.1', port }, (incoming, response) => {
    const { method, headers } = incoming;
    const outgoing = request(`http://${target}${incoming.url ?? ''}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(outgoing);
  });
}
