/** A callable's answer that is an error, as an app's client library would report it. */
export class CallFailedError extends Error {
  override readonly name = 'CallFailedError';
  readonly httpStatus: number;
  /** Such as `NOT_FOUND`. */
  readonly status: string;
  readonly details: unknown;

  constructor(httpStatus: number, { status, message, details }: CallError) {
    super(message);
    this.httpStatus = httpStatus;
    this.status = status;
    this.details = details;
  }
}

interface CallError {
  readonly status: string;
  readonly message: string;
  readonly details?: unknown;
}

/** https://firebase.google.com/docs/functions/callable-reference */
interface CallAnswer {
  readonly result?: unknown;
  readonly error?: CallError;
}

/** Calls a callable as an app does. Throws `CallFailedError` if it answers an error. */
export async function callFunction(url: string, data: unknown, idToken?: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(idToken === undefined ? {} : { Authorization: `Bearer ${idToken}` }),
    },
    body: JSON.stringify({ data }),
  });
  const { result, error } = parseAnswer(await response.text());
  if (error) throw new CallFailedError(response.status, error);
  return result;
}

function parseAnswer(body: string): CallAnswer {
  try {
    // the form is the callable protocol's
    return JSON.parse(body) as CallAnswer;
  } catch {
    return { error: { status: 'INTERNAL', message: `The answer is no callable's: ${body.slice(0, 200)}` } };
  }
}
