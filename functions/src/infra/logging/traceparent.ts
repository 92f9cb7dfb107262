import { currentTrace, knownTrace, type TraceContext } from './trace-context.ts';

/** What whoever is called or comes later is told: https://www.w3.org/TR/trace-context/#traceparent-header. Null outside of any trace. */
export function currentTraceparent(): string | null {
  return traceparentOf(currentTrace());
}

/** Of the story that the thing with this id belongs to; of the running one where nothing is known of it. */
export function traceparentFor(id: string | null): string | null {
  const known = id === null ? null : knownTrace(id);
  return traceparentOf(known ?? currentTrace());
}

function traceparentOf(trace: TraceContext | null): string | null {
  if (trace === null || trace.spanId === null) return null;
  return `00-${trace.traceId}-${trace.spanId}-${trace.isSampled ? '01' : '00'}`;
}
