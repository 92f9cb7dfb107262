import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Databases } from '../store/databases.ts';

const DOCUMENTS = /^\/emulator\/v1\/(projects\/[^/]+\/databases\/[^/]+)\/documents$/;

/** The official emulator's HTTP control: a sign of life, and dropping all documents of a database. */
export function restControl(databases: Databases, request: IncomingMessage, response: ServerResponse): void {
  const path = decodeURIComponent(request.url ?? '/');
  const [, database] = DOCUMENTS.exec(path) ?? [];
  request.resume();
  if (path === '/' && request.method === 'GET') {
    response.end('Ok\n');
  } else if (database !== undefined && request.method === 'DELETE') {
    databases.of(database).clear();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  } else {
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ error: { code: 404, message: `No such control: ${request.method} ${path}` } }),
    );
  }
}
