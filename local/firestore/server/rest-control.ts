import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Databases } from '../store/databases.ts';

const DOCUMENTS = /^\/emulator\/v1\/(projects\/[^/]+\/databases\/[^/]+)\/documents$/;

/** What is answered besides to a GET, as JSON; undefined where nothing is at this address. */
export type OtherAnswers = (url: string) => unknown;

/** The official emulator's HTTP control: a sign of life, and dropping all documents of a database. */
export function restControl(
  databases: Databases,
  otherAnswers: OtherAnswers,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = decodeURIComponent(request.url ?? '/');
  const [, database] = DOCUMENTS.exec(path) ?? [];
  request.resume();
  if (path === '/' && request.method === 'GET') {
    response.end('Ok\n');
    return;
  }
  if (database !== undefined && request.method === 'DELETE') {
    databases.of(database).clear();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    return;
  }
  const answer = request.method === 'GET' ? otherAnswers(request.url ?? '/') : undefined;
  if (answer !== undefined) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  } else {
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ error: { code: 404, message: `No such control: ${request.method} ${path}` } }),
    );
  }
}
