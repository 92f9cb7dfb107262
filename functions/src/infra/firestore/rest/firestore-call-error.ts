/** https://grpc.io/docs/guides/status-codes/ */
const CODES: Readonly<Record<string, number>> = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
};

const UNKNOWN = 2;

/** Where a proxy answers in place of Firestore. */
const STATUS_OF_HTTP: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'DEADLINE_EXCEEDED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/** Passing troubles: the server client's list but for RESOURCE_EXHAUSTED, after which it waits a minute, and so long no webhook can. */
const RETRYABLE = new Set(
  ['ABORTED', 'CANCELLED', 'UNKNOWN', 'DEADLINE_EXCEEDED', 'INTERNAL', 'UNAVAILABLE', 'UNAUTHENTICATED'].map(
    (status) => CODES[status],
  ),
);

interface FirestoreCallErrorOptions extends ErrorOptions {
  readonly transactionExpired?: boolean;
}

/** A failed call with its gRPC code, which the errors of the server client have too. The message names no document. */
export class FirestoreCallError extends Error {
  override readonly name = 'FirestoreCallError';
  readonly code: number;
  /** Whether another run of the transaction may succeed. */
  readonly isRetryable: boolean;

  constructor(status: string, { transactionExpired = false, ...options }: FirestoreCallErrorOptions = {}) {
    super(`Firestore answered ${status in CODES ? status : 'UNKNOWN'}.`, options);
    this.code = CODES[status] ?? UNKNOWN;
    this.isRetryable = transactionExpired || RETRYABLE.has(this.code);
  }
}

/** What an answer other than 200 means. Streaming methods wrap their error in a list. */
export function failureOf(httpStatus: number, body: string): FirestoreCallError {
  const { status, message } = googleError(body);
  return new FirestoreCallError(status ?? STATUS_OF_HTTP[httpStatus] ?? 'UNKNOWN', {
    transactionExpired: status === 'INVALID_ARGUMENT' && message.includes('transaction has expired'),
  });
}

/** https://google.aip.dev/193#http11json-representation */
function googleError(body: string): { readonly status: string | null; readonly message: string } {
  try {
    const parsed: unknown = JSON.parse(body);
    const envelope: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
    const error = property(envelope, 'error');
    const status = property(error, 'status');
    return {
      status: typeof status === 'string' ? status : null,
      message: String(property(error, 'message')),
    };
  } catch {
    return { status: null, message: '' };
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
