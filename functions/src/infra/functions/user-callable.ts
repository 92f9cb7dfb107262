import { HttpsError, onCall, type CallableRequest } from 'firebase-functions/https';
import type { z } from 'zod';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { USER_ID } from '../firestore/documents/user-id.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';
import { asCallableError } from './callable-error.ts';
import { functionOptions } from './function-options.ts';
import { instrumented } from './instrumented.ts';
import { startedModule } from './started-module.ts';

export type SignedInAuth = NonNullable<CallableRequest['auth']>;

interface UserCallable<Schema extends z.ZodType, Result> {
  readonly name: string;
  /** The step of the linking protocol, as metrics call it. */
  readonly step: 'start' | 'confirm' | 'cancel' | 'unlink' | 'send';
  readonly schema: Schema;
  /** Throws `HttpsError` where being signed in is not enough. */
  admit?(module: WhatsAppModule, request: CallableRequest<unknown>): void;
  execute(module: WhatsAppModule, auth: SignedInAuth, data: z.output<Schema>): Promise<Result>;
}

/** A callable for signed-in users: checks identity and input, and turns domain errors into callable errors. */
export function userCallable<Schema extends z.ZodType, Result>(callable: UserCallable<Schema, Result>) {
  return onCall(functionOptions, async (request: CallableRequest<unknown>): Promise<Result> => {
    const module = await moduleOrInternal();
    const invocation = { name: callable.name, carrier: request.rawRequest?.headers ?? {}, resultOf };
    return instrumented(module, invocation, async () => {
      try {
        const auth = admit(module, request);
        callable.admit?.(module, request);
        return await callable.execute(module, auth, parse(callable.schema, request.data));
      } catch (error) {
        throw reported(module, callable, error);
      }
    });
  });
}

async function moduleOrInternal(): Promise<WhatsAppModule> {
  try {
    return await startedModule();
  } catch {
    // it has been logged
    throw new HttpsError(
      'internal',
      'Linkline is not configured correctly. Its operator finds why in the logs.',
    );
  }
}

function admit({ config }: WhatsAppModule, { app, auth }: CallableRequest<unknown>): SignedInAuth {
  if (config.enforceAppCheck && app === undefined) {
    throw new HttpsError('unauthenticated', 'This request has no valid App Check token.', {
      code: 'app-check',
    });
  }
  if (auth === undefined) {
    throw new HttpsError('unauthenticated', 'Sign in first.', { code: 'signed-out' });
  }
  if (!USER_ID.test(auth.uid)) {
    throw new HttpsError('failed-precondition', 'Users with such an id cannot link a number.', {
      code: 'unsupported-user-id',
    });
  }
  return auth;
}

function parse<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> {
  const parsing = schema.safeParse(data ?? {});
  if (parsing.success) return parsing.data;
  const problems = parsing.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  throw new HttpsError('invalid-argument', 'Some fields are missing or malformed.', {
    code: 'invalid-input',
    problems,
  });
}

/** What is no rule of ours is logged here, once, and told to nobody. */
function reported(
  { logger, metrics }: WhatsAppModule,
  { name, step }: { readonly name: string; readonly step: string },
  error: unknown,
): HttpsError {
  const known = asCallableError(error);
  if (error instanceof DomainError) metrics.increment('link.outcomes', { step, outcome: error.code });
  if (known !== null && known.code !== 'unavailable') return known;
  logger.error('callable-failed', { function: name, error });
  return known ?? new HttpsError('internal', 'Something went wrong. Try again.', { code: 'unexpected' });
}

function resultOf(error: unknown): 'refused' | 'failed' {
  const isOurs = error instanceof HttpsError && (error.code === 'internal' || error.code === 'unavailable');
  return isOurs || !(error instanceof HttpsError) ? 'failed' : 'refused';
}
