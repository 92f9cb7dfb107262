import { AsyncLocalStorage } from 'node:async_hooks';

/** Which request or event the running code works for. Hexadecimal ids, 32 and 16 digits. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string | null;
  /** The span that led to this one; absent where this one is the caller's own. */
  readonly parentSpanId?: string;
  readonly isSampled: boolean;
}

/** The request that is being answered, as far as an error report may name it. */
export interface AnsweredRequest {
  readonly method: string;
  /** Of the function, not as it was asked for: a path may hold anything. */
  readonly path: string;
}

interface Scope {
  trace: TraceContext | null;
  readonly request: AnsweredRequest | null;
  /** By the id of the document that keeps it. */
  readonly known: Map<string, TraceContext>;
}

const storage = new AsyncLocalStorage<Scope>();

/** Every log line that `work` writes, also after an `await`, carries this trace, or the one that it follows from then on. */
export function runWithTrace<Result>(
  trace: TraceContext | null,
  work: () => Result,
  request: AnsweredRequest | null = null,
): Result {
  return storage.run({ trace, request, known: new Map() }, work);
}

export function currentTrace(): TraceContext | null {
  return storage.getStore()?.trace ?? null;
}

export function currentRequest(): AnsweredRequest | null {
  return storage.getStore()?.request ?? null;
}

/** What a document that was read says of its trace; forgotten with the invocation. */
export function rememberTrace(id: string, trace: TraceContext): void {
  storage.getStore()?.known.set(id, trace);
}

export function knownTrace(id: string): TraceContext | null {
  return storage.getStore()?.known.get(id) ?? null;
}

/** A trace that `work` switches to ends with it. */
export function runApart<Result>(work: () => Result): Result {
  const scope = storage.getStore();
  return scope === undefined ? work() : storage.run({ ...scope }, work);
}

/** The rest of the invocation, or of what runs apart in it, belongs to this trace. */
export function switchTrace(trace: TraceContext): void {
  const scope = storage.getStore();
  if (scope !== undefined) scope.trace = trace;
}
