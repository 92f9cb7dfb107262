import type { IncomingMessage, ServerResponse } from 'node:http';
import { BadRequestError } from './bad-request-error.ts';

const MAXIMUM_BYTES = 64 * 1024;

/** Reads a JSON object whose named fields are all texts that are not empty; throws `BadRequestError` otherwise. */
export async function readTexts<Field extends string>(
  request: IncomingMessage,
  ...fields: readonly Field[]
): Promise<Record<Field, string>> {
  const body = parseObject(await readText(request));
  const missing = fields.filter((field) => typeof body[field] !== 'string' || body[field] === '');
  if (missing.length > 0)
    throw new BadRequestError(`Send a JSON object with text in: ${missing.join(', ')}.`);
  // the filter above has just proved each field
  return body as Record<Field, string>;
}

export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAXIMUM_BYTES) throw new BadRequestError(`A body has at most ${MAXIMUM_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadRequestError('The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequestError('The body is not a JSON object.');
  }
  return value as Record<string, unknown>;
}
