import type { TraceContext } from './trace-context.ts';

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;
const CLOUD_TRACE_CONTEXT = /^(?!0{32})([0-9a-fA-F]{32})(?:\/(\d{1,20}))?(?:;o=(\d))?$/;
const LARGEST_SPAN_ID = 2n ** 64n - 1n;

interface TraceCarrier {
  readonly traceparent?: unknown;
  readonly 'x-cloud-trace-context'?: unknown;
}

/** `carrier`: the lower-case headers of a request, or a CloudEvent. Null where it names no trace in a form that can be trusted. */
export function parseTrace(carrier: object): TraceContext | null {
  // headers and events come from outside: whatever the two properties hold is checked below
  const { traceparent, 'x-cloud-trace-context': cloudTraceContext } = carrier as TraceCarrier;
  return parseTraceparent(traceparent) ?? parseCloudTraceContext(cloudTraceContext);
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
export function parseTraceparent(value: unknown): TraceContext | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(textOf(value)) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** `TRACE_ID/SPAN_ID;o=OPTIONS`, with a decimal span: https://cloud.google.com/trace/docs/trace-context#legacy-http-header */
function parseCloudTraceContext(value: unknown): TraceContext | null {
  const [, traceId, span, options] = CLOUD_TRACE_CONTEXT.exec(textOf(value)) ?? [];
  if (traceId === undefined) return null;
  return { traceId: traceId.toLowerCase(), spanId: spanIdFrom(span), isSampled: options === '1' };
}

function spanIdFrom(decimal = '0'): string | null {
  const span = BigInt(decimal);
  return span === 0n || span > LARGEST_SPAN_ID ? null : span.toString(16).padStart(16, '0');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
