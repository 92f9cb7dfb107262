import { formatTime } from '../shared/format-time.ts';
import { UnreachableError } from './unreachable-error.ts';

export interface StartedLink {
  readonly requestId: string;
  /** `LINK XXXX-XXXX` */
  readonly code: string;
  /** Opens WhatsApp with the message prefilled. */
  readonly deepLink: string;
  /** An SVG document. */
  readonly qrCode: string;
  readonly expiresAt: string;
}

interface CallableFunctions {
  startLink: { data: Record<string, never>; result: StartedLink };
  confirmLink: {
    data: { requestId: string; confirmationNumber: string };
    result: { maskedNumber: string; linkedAt: string };
  };
  cancelLink: { data: { requestId: string }; result: { canceled: boolean } };
  unlink: { data: Record<string, never>; result: { unlinked: boolean } };
}

interface Details {
  readonly code?: string;
  readonly remainingAttempts?: number;
  readonly retryAt?: string;
}

interface CallableAnswer<Result> {
  readonly result?: Result;
  readonly error?: {
    readonly status?: string;
    readonly message?: string;
    readonly details?: Details;
  };
}

/** A callable's refusal: what to tell the person, and the stable code that an app would key on. */
export class CallableError extends Error {
  override readonly name = 'CallableError';
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** Calls deployed functions as a Firebase client does: https://firebase.google.com/docs/functions/callable-reference */
export class Callables {
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  async call<Name extends keyof CallableFunctions>(
    name: Name,
    data: CallableFunctions[Name]['data'],
    idToken: string,
  ): Promise<CallableFunctions[Name]['result']> {
    const response = await fetch(`${this.#baseUrl}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${idToken}` },
      body: JSON.stringify({ data }),
    }).catch(() => {
      throw new UnreachableError('The functions cannot be reached. Are they still running?');
    });
    return this.#read<CallableFunctions[Name]['result']>(name, response);
  }

  async #read<Result>(name: string, response: Response): Promise<Result> {
    // the callable protocol fixes the form; an answer that is not JSON comes from something in between
    const answer = (await response.json().catch(() => ({}))) as CallableAnswer<Result>;
    if (answer.result !== undefined) return answer.result;
    const { message = `${name} answered ${response.status}.`, status, details } = answer.error ?? {};
    throw new CallableError(
      withRetryTime(message, details?.retryAt) + attemptsLeft(details?.remainingAttempts),
      details?.code ?? status?.toLowerCase().replaceAll('_', '-') ?? `http-${response.status}`,
    );
  }
}

function attemptsLeft(count: number | undefined): string {
  if (count === undefined) return '';
  return count === 1 ? ' One try is left.' : ` ${count} tries are left.`;
}

const MINUTE = 60_000;

/** Puts the time, never too early a minute, in the place of a vague "later". */
function withRetryTime(message: string, retryAt: string | undefined): string {
  if (retryAt === undefined) return message;
  const minute = Math.ceil(Date.parse(retryAt) / MINUTE) * MINUTE;
  return `${message.replace(/ Try again later\.$/, '')} Try again at ${formatTime(minute)}.`;
}
