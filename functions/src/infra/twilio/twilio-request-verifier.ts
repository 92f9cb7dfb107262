import { timingSafeEqual } from 'node:crypto';
import type { AppConfig } from '../config/app-config.ts';
import { functionUrl } from '../config/function-url.ts';
import type { TwilioConfig } from '../config/twilio-config.ts';
import { isMessageSid } from './message-sid.ts';
import { TwilioParameters } from './twilio-parameters.ts';
import { signedText, twilioSignature } from './twilio-signature.ts';

export interface TwilioRequest {
  readonly functionName: string;
  /** Where our own address stands depends on it, and only a delivery status may carry `?oid=<outbox id>`. */
  readonly purpose: 'inbound-message' | 'delivery-status';
  readonly contentType: string | undefined;
  readonly rawBody: Uint8Array;
  /** As it came, without the question mark; empty where there is none. */
  readonly rawQuery: string;
  /** The header `X-Twilio-Signature`. */
  readonly signature: string | undefined;
}

const httpStatusOfRefusal = {
  'body-too-large': 400,
  'unsupported-content-type': 400,
  'unexpected-query': 403,
  'signature-missing': 403,
  'malformed-body': 400,
  'wrong-signature': 403,
  'repeated-parameter': 400,
  'ambiguous-sender': 400,
  'foreign-account': 403,
  'foreign-sender': 403,
  'malformed-message-sid': 400,
} as const;

export type TwilioRefusalReason = keyof typeof httpStatusOfRefusal;

export interface VerifiedTwilioRequest {
  readonly kind: 'verified';
  readonly parameters: TwilioParameters;
  /** Our id of the message that a delivery status is about. */
  readonly oid: string | null;
}

export type TwilioVerification =
  | VerifiedTwilioRequest
  | { readonly kind: 'refused'; readonly httpStatus: 403 | 400; readonly reason: TwilioRefusalReason };

/** Requests are signed for the address that the configuration gives a function, whatever host they name. */
export type TwilioRequestVerifierOptions = Pick<
  TwilioConfig,
  'authTokens' | 'accountSid' | 'sender' | 'messagingServiceSid'
> &
  Pick<AppConfig, 'publicBaseUrl' | 'functionPrefix'>;

const MAXIMUM_BODY_BYTES = 64 * 1024;
const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;
/**
 * What says who wrote to whom comes once. The signature has no delimiters: a text that holds the name of a parameter and a value could be
 * cut into a second one of that name, signed alike.
 */
const NEVER_REPEATED = ['AccountSid', 'MessageSid', 'From', 'To', 'ExternalUserId', 'WaId'];
/**
 * Nor may the signed text hold another place where a sender could be cut out of it: the rest would go into a parameter of any name. Whoever
 * writes such a text is refused, too.
 */
const SENDERS = [/Fromwhatsapp:/g, /ExternalUserIdwhatsapp:/g, /WaId\d/g];
const OUTBOX_ID_QUERY = /^oid=([A-Za-z0-9_-]{8,64})$/;

/** Tells webhooks that Twilio signed for our account and sender from everything else. */
export class TwilioRequestVerifier {
  readonly #authTokens: readonly string[];
  readonly #options: TwilioRequestVerifierOptions;

  /** Throws where there is no auth token or an empty one: anybody could sign with that. */
  constructor(options: TwilioRequestVerifierOptions) {
    const authTokens = options.authTokens.map((token) => token.reveal());
    if (authTokens.length === 0 || authTokens.includes('')) {
      throw new Error('TWILIO_AUTH_TOKENS needs one or two auth tokens, none of them empty: set the secret.');
    }
    this.#authTokens = authTokens;
    this.#options = options;
  }

  verify(request: TwilioRequest): TwilioVerification {
    const { rawBody, rawQuery, signature } = request;
    if (rawBody.byteLength > MAXIMUM_BODY_BYTES) return refused('body-too-large');
    if (!FORM.test(request.contentType ?? '')) return refused('unsupported-content-type');
    const oid = request.purpose === 'delivery-status' ? outboxIdIn(rawQuery) : null;
    if (rawQuery !== '' && oid === null) return refused('unexpected-query');
    if (signature === undefined || signature === '') return refused('signature-missing');
    const parameters = TwilioParameters.parse(rawBody);
    if (parameters === null) return refused('malformed-body');
    if (!this.#isSignature(signature, this.#urlOf(request), parameters)) return refused('wrong-signature');
    if (NEVER_REPEATED.some((name) => parameters.isRepeated(name))) return refused('repeated-parameter');
    if (isSenderAmbiguous(parameters)) return refused('ambiguous-sender');
    if (parameters.get('AccountSid') !== this.#options.accountSid) return refused('foreign-account');
    if (!this.#isOurSender(request.purpose, parameters)) return refused('foreign-sender');
    if (!isMessageSid(parameters.get('MessageSid'))) return refused('malformed-message-sid');
    return { kind: 'verified', parameters, oid };
  }

  #urlOf({ functionName, rawQuery }: TwilioRequest): string {
    const url = functionUrl(this.#options, functionName);
    return rawQuery === '' ? url : `${url}?${rawQuery}`;
  }

  #isSignature(signature: string, url: string, parameters: TwilioParameters): boolean {
    return this.#authTokens.some((token) => isSame(signature, twilioSignature(token, url, parameters)));
  }

  #isOurSender(purpose: TwilioRequest['purpose'], parameters: TwilioParameters): boolean {
    const { sender, messagingServiceSid } = this.#options;
    const ourAddress = parameters.get(purpose === 'inbound-message' ? 'To' : 'From');
    if (sender !== null && ourAddress === sender.value) return true;
    return messagingServiceSid !== null && parameters.get('MessagingServiceSid') === messagingServiceSid;
  }
}

function refused(reason: TwilioRefusalReason): TwilioVerification {
  return { kind: 'refused', httpStatus: httpStatusOfRefusal[reason], reason };
}

function isSenderAmbiguous(parameters: TwilioParameters): boolean {
  const text = signedText(parameters);
  return SENDERS.some((sender) => (text.match(sender)?.length ?? 0) > 1);
}

function outboxIdIn(rawQuery: string): string | null {
  return OUTBOX_ID_QUERY.exec(rawQuery)?.[1] ?? null;
}

/** In time that does not depend on where the two differ. */
function isSame(one: string, other: string): boolean {
  const [oneBytes, otherBytes] = [Buffer.from(one), Buffer.from(other)];
  return oneBytes.length === otherBytes.length && timingSafeEqual(oneBytes, otherBytes);
}
