import type { LogLevel } from './log-level.ts';
import type { TraceContext } from './trace-context.ts';

/** Of the last 7 bytes, which are random in every trace id: https://www.w3.org/TR/trace-context-2/#random-trace-id-flag */
const SAMPLED_DIGITS = 8;

/**
 * Whether a line is written where only `percent` of all traces are to be told in full. The id decides, so every function decides the
 * same about a trace without asking; one that was sampled by its caller is told whatever its id. Warnings and errors always are.
 */
export function isWritten(level: LogLevel, trace: TraceContext | null, percent: number): boolean {
  if (level === 'warn' || level === 'error' || trace === null || trace.isSampled) return true;
  const share = Number.parseInt(trace.traceId.slice(-SAMPLED_DIGITS), 16) / 16 ** SAMPLED_DIGITS;
  return share * 100 < percent;
}
