import { HttpsError, onCall, type CallableRequest } from 'firebase-functions/https';
import type { z } from 'zod';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { USER_ID } from '../firestore/documents/user-id.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';
import { asCallableError } from './callable-error.ts';
import { parseInput, readableBody, type Input } from './callable-input.ts';
import { functionOptions } from './function-options.ts';
import { isInMaintenance } from './in-maintenance.ts';
import { instrumented } from './instrumented.ts';
import { startedModule } from './started-module.ts';

export type SignedInAuth = NonNullable<CallableRequest['auth']>;

interface UserCallable<Fields extends z.core.$ZodShape, Result> {
  readonly name: string;
  /** The step of the linking protocol, as metrics call it. */
  readonly step: 'start' | 'confirm' | 'cancel' | 'unlink' | 'send' | 'export';
  /** Fields that it does not name are refused. */
  readonly schema: z.ZodObject<Fields>;
  /** Whether Firebase Auth is asked if the sign-in still holds: an ID token outlives its revocation by up to an hour. */
  readonly refusesRevokedTokens?: boolean;
  /** Throws `HttpsError` where being signed in is not enough. */
  admit?(module: WhatsAppModule, request: CallableRequest<unknown>): void;
  execute(module: WhatsAppModule, auth: SignedInAuth, data: Input<Fields>): Promise<Result>;
}

/** A callable for signed-in users: checks identity, limit and input, and turns domain errors into callable errors. */
export function userCallable<Fields extends z.core.$ZodShape, Result>(
  described: UserCallable<Fields, Result>,
) {
  const callable = { ...described, schema: described.schema.strict() };
  const called = onCall(functionOptions, async (request: CallableRequest<unknown>): Promise<Result> => {
    const module = await moduleOrRefusal();
    const carrier = request.rawRequest?.headers ?? {};
    const invocation = { name: callable.name, carrier, method: 'POST', resultOf };
    return instrumented(module, invocation, async () => {
      try {
        return await run(module, callable, request);
      } catch (error) {
        throw reported(module, callable, error);
      }
    });
  });
  const guarded: typeof called = Object.assign((...[request, response]: Parameters<typeof called>) => {
    request.body = readableBody(request);
    return called(request, response);
  }, called);
  return guarded;
}

async function moduleOrRefusal(): Promise<WhatsAppModule> {
  const module = await startedModule().catch(() => {
    // it has been logged
    throw new HttpsError(
      'internal',
      'Linkline is not configured correctly. Its operator finds why in the logs.',
    );
  });
  if (!isInMaintenance(module)) return module;
  throw new HttpsError('unavailable', 'Linkline is being maintained. Try again later.', {
    code: 'maintenance',
  });
}

async function run<Fields extends z.core.$ZodShape, Result>(
  module: WhatsAppModule,
  callable: UserCallable<Fields, Result>,
  request: CallableRequest<unknown>,
): Promise<Result> {
  const auth = admit(module, request);
  module.recentCalls.admit(callable.name, auth.uid);
  callable.admit?.(module, request);
  const data = parseInput(callable.schema, request.data);
  if (callable.refusesRevokedTokens === true) await module.tokenStatus.assertCurrent(auth.rawToken);
  return callable.execute(module, auth, data);
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

/** What is no rule of ours is logged here, once, and told to nobody. */
function reported(
  { logger, metrics }: WhatsAppModule,
  { name, step }: { readonly name: string; readonly step: string },
  error: unknown,
): HttpsError {
  const known = asCallableError(error);
  if (error instanceof DomainError) metrics.increment('link.outcomes', { step, outcome: error.code });
  if (known !== null && known.code !== 'unavailable') return known;
  const told =
    known ?? new HttpsError('internal', 'Something went wrong. Try again.', { code: 'unexpected' });
  logger.error('callable-failed', { function: name, http_status: told.httpErrorCode.status, error });
  return told;
}

function resultOf(error: unknown): 'refused' | 'failed' {
  const isOurs = error instanceof HttpsError && (error.code === 'internal' || error.code === 'unavailable');
  return isOurs || !(error instanceof HttpsError) ? 'failed' : 'refused';
}
