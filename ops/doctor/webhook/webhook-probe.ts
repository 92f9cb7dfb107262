import { SECOND } from '../../../functions/src/domain/shared/clock.ts';
import { MAINTENANCE_HEADER } from '../../../functions/src/infra/functions/in-maintenance.ts';
import { TwilioParameters } from '../../../functions/src/infra/twilio/twilio-parameters.ts';
import { twilioSignature } from '../../../functions/src/infra/twilio/twilio-signature.ts';
import { TWIML_CONTENT_TYPE } from '../../../functions/src/infra/twilio/twiml.ts';

export interface WebhookAccount {
  readonly accountSid: string;
  readonly sender: string | null;
  readonly messagingServiceSid: string | null;
}

export type ProbeAnswer =
  | { readonly kind: 'maintenance' }
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** Something else answers at the address, such as the platform itself. */
  | { readonly kind: 'foreign' | 'ours'; readonly httpStatus: number };

/** A cold start takes a while. */
const TIME_TO_ANSWER = 60 * SECOND;
/** What Twilio never sends: whoever takes a request with it for Twilio's refuses it as malformed, with 400 in place of 403. */
const MALFORMED_SID = 'doctor';

/** Asks a webhook in a way that changes nothing there, whatever it thinks of the request. */
export class WebhookProbe {
  readonly #url: string;
  readonly #account: WebhookAccount;

  constructor({ url, account }: { readonly url: string; readonly account: WebhookAccount }) {
    this.#url = url;
    this.#account = account;
  }

  unsigned(): Promise<ProbeAnswer> {
    return this.#post(this.#wholeForm(), null);
  }

  /** Refused with 400 where the signature is accepted, whatever the account and the sender. */
  signedOnly(authToken: string): Promise<ProbeAnswer> {
    const { accountSid } = this.#account;
    return this.#post(
      [
        ['AccountSid', accountSid],
        ['AccountSid', accountSid],
      ],
      authToken,
    );
  }

  /** Refused with 400 where the account and the sender, too, are those of the functions. */
  signed(authToken: string): Promise<ProbeAnswer> {
    return this.#post(this.#wholeForm(), authToken);
  }

  #wholeForm(): readonly (readonly [string, string])[] {
    const { accountSid, sender, messagingServiceSid } = this.#account;
    return [
      ['AccountSid', accountSid],
      ['MessageSid', MALFORMED_SID],
      ['From', sender ?? ''],
      ['To', sender ?? ''],
      ...(messagingServiceSid === null ? [] : [['MessagingServiceSid', messagingServiceSid] as const]),
    ];
  }

  async #post(form: readonly (readonly [string, string])[], authToken: string | null): Promise<ProbeAnswer> {
    const body = new URLSearchParams(form.map(([name, value]): [string, string] => [name, value])).toString();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      ...(authToken !== null && { 'x-twilio-signature': this.#signature(body, authToken) }),
    };
    try {
      const signal = AbortSignal.timeout(TIME_TO_ANSWER);
      const request = { method: 'POST', headers, body, redirect: 'manual', signal } as const;
      const response = await fetch(this.#url, request);
      await response.body?.cancel();
      return answerOf(response);
    } catch (error) {
      return { kind: 'unreachable', reason: reasonOf(error) };
    }
  }

  #signature(body: string, authToken: string): string {
    const parameters = TwilioParameters.parse(Buffer.from(body));
    return parameters === null ? '' : twilioSignature(authToken, this.#url, parameters);
  }
}

function answerOf({ status, headers }: Response): ProbeAnswer {
  if (status === 503 && headers.has(MAINTENANCE_HEADER)) return { kind: 'maintenance' };
  const isOurs = headers.get('content-type')?.startsWith(TWIML_CONTENT_TYPE) === true;
  return { kind: isOurs ? 'ours' : 'foreign', httpStatus: status };
}

/** Such as ENOTFOUND or CERT_HAS_EXPIRED. */
function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.name : 'unknown';
}
