import { describe, expect, it } from 'vitest';
import { FollowedTraces } from '../../../src/infra/logging/followed-traces.ts';
import { ownSpan, sharedSpan } from '../../../src/infra/logging/spans.ts';
import {
  currentTrace,
  rememberTrace,
  runWithTrace,
  type TraceContext,
} from '../../../src/infra/logging/trace-context.ts';
import { currentTraceparent, traceparentFor } from '../../../src/infra/logging/traceparent.ts';

const random = { bytes: (length: number) => new Uint8Array(length).fill(0xab), unit: () => 0 };
const zeroes = { ...random, bytes: (length: number) => new Uint8Array(length) };
const drawn = { traceId: 'ab'.repeat(16), spanId: 'ab'.repeat(8) };
const caller: TraceContext = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), isSampled: true };
const other: TraceContext = { traceId: '3'.repeat(32), spanId: '4'.repeat(16), isSampled: false };

describe('a span', () => {
  it("is the caller's own in a request, and begins where none is named", () => {
    expect(sharedSpan(caller, random)).toEqual(caller);
    expect(sharedSpan({ ...caller, spanId: null }, random)).toEqual({ ...caller, spanId: drawn.spanId });
    expect(sharedSpan(null, random)).toEqual({ ...drawn, isSampled: false });
  });

  it('of our own notes the one that led to it', () => {
    expect(ownSpan(caller, random)).toEqual({
      ...caller,
      spanId: drawn.spanId,
      parentSpanId: caller.spanId,
    });
    expect(ownSpan(null, random)).toEqual({ ...drawn, isSampled: false });
  });

  it('is never zero, which means that there is none', () => {
    expect(sharedSpan(null, zeroes)).toMatchObject({
      traceId: `${'0'.repeat(31)}1`,
      spanId: `${'0'.repeat(15)}1`,
    });
  });
});

describe('the traceparent', () => {
  it('names the running trace, and for what is known its own', () => {
    expect(currentTraceparent()).toBeNull();
    runWithTrace(caller, () => {
      rememberTrace('message-0002', other);
      expect(currentTraceparent()).toBe(`00-${caller.traceId}-${caller.spanId}-01`);
      expect(traceparentFor('message-0001')).toBe(currentTraceparent());
      expect(traceparentFor('message-0002')).toBe(`00-${other.traceId}-${other.spanId}-00`);
    });
  });

  it('is of another story once that is followed, also after an await', async () => {
    const tracing = new FollowedTraces({ random });
    await runWithTrace(caller, async () => {
      rememberTrace('message-0002', other);
      tracing.follow('unknown');
      expect(currentTrace()).toEqual(caller);
      await Promise.resolve().then(() => tracing.follow('message-0002'));
      expect(currentTrace()).toEqual({ ...other, spanId: drawn.spanId, parentSpanId: other.spanId });
      tracing.follow('message-0002');
      expect(currentTrace()).toMatchObject({ parentSpanId: other.spanId });
    });
    tracing.follow('message-0002');
    expect(currentTrace()).toBeNull();
  });
});
