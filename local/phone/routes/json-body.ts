import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { BadRequestError } from './bad-request-error.ts';

const MAXIMUM_BYTES = 64 * 1024;

/** Reads a JSON body of the form; throws `BadRequestError`, which names each wrong field, otherwise. */
export async function readBody<Form extends z.ZodType>(
  request: IncomingMessage,
  form: Form,
): Promise<z.output<Form>> {
  const parsed = form.safeParse(parseJson(await readText(request)));
  if (!parsed.success) throw new BadRequestError(z.prettifyError(parsed.error));
  return parsed.data;
}

export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

export function answerNothing(response: ServerResponse): void {
  response.writeHead(204, { 'cache-control': 'no-store' }).end();
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequestError('The body is not JSON.');
  }
}
