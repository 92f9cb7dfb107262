import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runWithTrace } from '../../../src/infra/logging/trace-context.ts';
import { capturedLogger } from './captured-logger.ts';

const traceIds = fc.stringMatching(/^[0-9a-f]{31}[1-9a-f]$/);

/** How many of four lines, one a level, are written where so many percent of the traces are. */
async function writtenBy(samplePercent: number, trace: { traceId: string; isSampled: boolean } | null) {
  const { logger, lines } = await capturedLogger('debug', { samplePercent });
  runWithTrace(trace && { ...trace, spanId: null }, () => {
    for (const level of ['debug', 'info', 'warn', 'error'] as const) logger[level]('something-happened');
  });
  return lines.length;
}

describe('of a trace', () => {
  const first = { traceId: `${'f'.repeat(24)}3fffffff`, isSampled: false };
  const last = { traceId: `${'0'.repeat(24)}40000000`, isSampled: false };

  it.each([
    ['whose id falls into the share, every line', 25, first, 4],
    ['whose id does not, warnings and errors alone', 25, last, 2],
    ['that its caller sampled, every line', 0, { ...last, isSampled: true }, 4],
    ['any at all, every line, where all are told', 100, { ...last, traceId: 'f'.repeat(32) }, 4],
    ['that is none, every line', 0, null, 4],
  ])('%s', async (_, percent, trace, written) => {
    expect(await writtenBy(percent, trace)).toBe(written);
  });

  it('every function decides the same', async () => {
    await fc.assert(
      fc.asyncProperty(traceIds, fc.nat(100), async (traceId, percent) => {
        const trace = { traceId, isSampled: false };
        expect(await writtenBy(percent, trace)).toBe(await writtenBy(percent, trace));
        expect(await writtenBy(0, trace)).toBe(2);
        expect(await writtenBy(100, trace)).toBe(4);
      }),
      { numRuns: 20 },
    );
  });
});
