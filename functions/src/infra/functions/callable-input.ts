import { HttpsError, type Request } from 'firebase-functions/https';
import type { z } from 'zod';

/** Bytes. The longest text for the outbox takes a third of it. */
const LARGEST_BODY = 256 * 1024;
const DEEPEST_BODY = 8;
/** Names that firebase-functions gives a meaning of its own, and one that JavaScript does. */
const RESERVED_NAMES = new Set(['@type', '__proto__']);
const UNREADABLE = 'unreadable';
const DEEPEST_FIELD = 2;
const MOST_PROBLEMS = 20;

export type Input<Fields extends z.core.$ZodShape> = z.output<z.ZodObject<Fields>>;

/**
 * The body, or one that every schema refuses: of a call that it cannot decode, firebase-functions prints the body and answers 500.
 * https://firebase.google.com/docs/functions/callable-reference
 */
export function readableBody({ body, rawBody }: Pick<Request, 'body' | 'rawBody'>): object {
  const call: unknown = body;
  const isCall = isRecord(call) && 'data' in call && Object.keys(call).length === 1;
  const isReadable = isCall && rawBody.byteLength <= LARGEST_BODY && isPlain(call, DEEPEST_BODY);
  return isReadable ? call : { data: UNREADABLE };
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isPlain(value: unknown, depth: number): boolean {
  if (!isRecord(value)) return true;
  if (depth === 0) return false;
  return Object.entries(value).every(
    ([name, inner]) => !RESERVED_NAMES.has(name) && isPlain(inner, depth - 1),
  );
}

/** Throws `HttpsError` that names each field with a problem and repeats nothing of what was sent. */
export function parseInput<Fields extends z.core.$ZodShape>(
  schema: z.ZodObject<Fields>,
  data: unknown,
): Input<Fields> {
  const parsing = schema.safeParse(data ?? {});
  if (parsing.success) return parsing.data;
  const problems =
    data === UNREADABLE
      ? [{ field: '', message: 'is too large or too deep, or has fields or names that no call has' }]
      : parsing.error.issues.slice(0, MOST_PROBLEMS).map(problemOf);
  throw new HttpsError('invalid-argument', 'Some fields are missing or malformed.', {
    code: 'invalid-input',
    problems,
  });
}

/** Fields have names of ours to the second level; below it are names that the caller chose, as in what zod says of unknown ones. */
function problemOf({ code, path, message }: z.core.$ZodIssue) {
  return {
    field: path.slice(0, DEEPEST_FIELD).join('.'),
    message: code === 'unrecognized_keys' ? 'has fields that do not exist' : message,
  };
}
