import type { RandomSource } from '../../domain/shared/random-source.ts';
import type { TraceContext } from './trace-context.ts';

/** The caller's own span where it names one; else a span, and where there is no caller a trace, that begins here. */
export function sharedSpan(caller: TraceContext | null, random: RandomSource): TraceContext {
  const { traceId = randomHex(random, 16), spanId = null, isSampled = false } = caller ?? {};
  return { traceId, spanId: spanId ?? randomHex(random, 8), isSampled };
}

/** A span of our own within the caller's trace. */
export function ownSpan(caller: TraceContext | null, random: RandomSource): TraceContext {
  const begun = sharedSpan(caller === null ? null : { ...caller, spanId: null }, random);
  return caller?.spanId ? { ...begun, parentSpanId: caller.spanId } : begun;
}

/** Never zero: https://www.w3.org/TR/trace-context/#trace-id */
function randomHex(random: RandomSource, bytes: number): string {
  const hex = Buffer.from(random.bytes(bytes)).toString('hex');
  return /^0+$/.test(hex) ? hex.replace(/0$/, '1') : hex;
}
