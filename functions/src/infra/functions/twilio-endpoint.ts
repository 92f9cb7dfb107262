import type { onRequest, Request } from 'firebase-functions/https';
import { ContentionError, StorageUnavailableError } from '../../domain/shared/storage-errors.ts';
import { TWIML_CONTENT_TYPE } from '../twilio/twiml.ts';
import type { TwilioRequest, VerifiedTwilioRequest } from '../twilio/twilio-request-verifier.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';
import { isInMaintenance, MAINTENANCE_HEADER } from './in-maintenance.ts';
import { instrumented } from './instrumented.ts';
import { startedModule } from './started-module.ts';

type Response = Parameters<Parameters<typeof onRequest>[0]>[1];

interface TwilioEndpoint {
  readonly functionName: string;
  readonly purpose: TwilioRequest['purpose'];
  answer(module: WhatsAppModule, request: VerifiedTwilioRequest, response: Response): Promise<void>;
}

/**
 * Verifies that Twilio signed the request, and answers failures without a body: a text/plain one would be sent to the person.
 * 503 invites a retry, where the webhook's URL asks for retries. What functions-framework cannot parse (malformed JSON, more than 1,000
 * parameters, an unknown charset) it refuses by itself with a 4xx of type text/html, which Twilio sends to nobody. In maintenance it says
 * so to everybody; a backfill brings what was sent meanwhile.
 */
export function twilioEndpoint(endpoint: TwilioEndpoint) {
  return async (request: Request, response: Response): Promise<void> => {
    const module = await moduleOr500(response);
    if (module === null) return;
    if (isInMaintenance(module)) {
      answerEmpty(response.set(MAINTENANCE_HEADER, 'on'), 503);
      return;
    }
    const invocation = { name: endpoint.functionName, carrier: request.headers, method: request.method };
    try {
      await instrumented(module, invocation, () => verifyAndAnswer(module, endpoint, request, response));
    } catch (error) {
      answerEmpty(response, httpStatusOf(error));
    }
  };
}

async function moduleOr500(response: Response): Promise<WhatsAppModule | null> {
  try {
    return await startedModule();
  } catch {
    // it has been logged
    answerEmpty(response, 500);
    return null;
  }
}

async function verifyAndAnswer(
  module: WhatsAppModule,
  endpoint: TwilioEndpoint,
  request: Request,
  response: Response,
): Promise<void> {
  if (request.method !== 'POST') {
    answerEmpty(response.set('Allow', 'POST'), 405);
    return;
  }
  const verification = module.requestVerifier.verify(asTwilioRequest(endpoint, request));
  if (verification.kind === 'refused') {
    refuse(module, response, verification);
    return;
  }
  try {
    await endpoint.answer(module, verification, response);
  } catch (error) {
    const http_status = httpStatusOf(error);
    module.logger.error('webhook-failed', { function: endpoint.functionName, http_status, error });
    throw error;
  }
}

export function refuse(
  { metrics, logger }: WhatsAppModule,
  response: Response,
  refusal: { readonly httpStatus: 400 | 403; readonly reason: string },
): void {
  metrics.increment('webhook.rejected', { reason: refusal.reason });
  logger.warn('webhook-rejected', { reason: refusal.reason, http_status: refusal.httpStatus });
  answerEmpty(response, refusal.httpStatus);
}

function asTwilioRequest({ functionName, purpose }: TwilioEndpoint, request: Request): TwilioRequest {
  const query = request.originalUrl.indexOf('?');
  return {
    functionName,
    purpose,
    contentType: request.get('content-type'),
    rawBody: request.rawBody ?? new Uint8Array(),
    rawQuery: query < 0 ? '' : request.originalUrl.slice(query + 1),
    signature: request.get('x-twilio-signature'),
  };
}

function httpStatusOf(error: unknown): 500 | 503 {
  const passes = error instanceof StorageUnavailableError || error instanceof ContentionError;
  return passes ? 503 : 500;
}

/** Typed although it is empty, so that no proxy makes it text/plain. */
function answerEmpty(response: Response, httpStatus: number): void {
  response.status(httpStatus).type(TWIML_CONTENT_TYPE).end();
}
