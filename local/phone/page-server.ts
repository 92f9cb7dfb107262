import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { LiveFeed } from './live-feed.ts';
import { bundlePage, type PageBundle } from './page-bundle.ts';
import type { PageWorld } from './page-world.ts';
import { PhoneIdentities } from './phone-identities.ts';
import { ProductOutbox } from './product-outbox.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { BadRequestError } from './routes/bad-request-error.ts';
import { clockRoute } from './routes/clock-route.ts';
import { configurationRoute } from './routes/configuration-route.ts';
import { documentsRoute } from './routes/documents-route.ts';
import { eventsRoute } from './routes/events-route.ts';
import { faultRoutes } from './routes/fault-routes.ts';
import { identityRoutes } from './routes/identity-routes.ts';
import { answerJson } from './routes/json-body.ts';
import { messageRoute } from './routes/message-route.ts';
import { pageRoutes } from './routes/page-routes.ts';
import { phoneRoutes } from './routes/phone-routes.ts';
import type { Route } from './routes/route.ts';
import { signInRoute } from './routes/sign-in-route.ts';

export interface PageOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** Built from the sources where none is given. */
  readonly bundle?: PageBundle;
}

export interface RunningPage {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves the page that shows the world and acts on it. Rejects, naming the port, where that is taken. */
export async function startPage(
  world: PageWorld,
  { port, host = '127.0.0.1', bundle }: PageOptions,
): Promise<RunningPage> {
  const content = bundle ?? (await bundlePage());
  const server = createServer();
  const url = await listen(server, port, host);
  const identities = new PhoneIdentities();
  const feed = new LiveFeed(world, identities);
  const backend = new ProductOutbox(world);
  const routes = [
    ...pageRoutes(world, content),
    configurationRoute(world),
    signInRoute(world),
    ...accountRoutes(world),
    eventsRoute(feed),
    documentsRoute(world),
    ...phoneRoutes(world, identities),
    ...identityRoutes(identities, feed),
    messageRoute(backend),
    ...faultRoutes(world, feed),
    clockRoute(world, feed),
  ];
  server.on('request', (request, response) => void answer(routes, request, response));
  return {
    url,
    async stop() {
      feed.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, backend.stop()]);
    },
  };
}

async function answer(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://page');
    const found = routes.filter(({ path }) => path === url.pathname);
    const route = found.find(({ method }) => method === request.method);
    if (route) await route.handle(request, response, url);
    else if (found.length === 0) answerJson(response, 404, { error: `There is nothing at ${url.pathname}.` });
    else answerJson(response, 405, { error: `${url.pathname} takes ${found[0]?.method}.` });
  } catch (error) {
    answerError(response, error);
  }
}

function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else if (error instanceof BadRequestError) answerJson(response, 400, { error: error.message });
  else answerJson(response, 500, { error: error instanceof Error ? error.message : String(error) });
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      return reject(new Error(`Port ${port}, which the page needs, is in use.`, { cause: error }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address ? address.port : port;
      resolve(`http://${host}:${actual}`);
    });
  });
}
