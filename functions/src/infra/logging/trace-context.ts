import { AsyncLocalStorage } from 'node:async_hooks';

/** Which request or event the running code works for. Hexadecimal ids, 32 and 16 digits. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string | null;
  readonly isSampled: boolean;
}

const storage = new AsyncLocalStorage<TraceContext | null>();

/** Every log line that `work` writes, also after an `await`, carries this trace. */
export function runWithTrace<Result>(trace: TraceContext | null, work: () => Result): Result {
  return storage.run(trace, work);
}

export function currentTrace(): TraceContext | null {
  return storage.getStore() ?? null;
}
