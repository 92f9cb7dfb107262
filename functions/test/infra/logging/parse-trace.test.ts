import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTrace } from '../../../src/infra/logging/parse-trace.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

describe('parseTrace', () => {
  it.each([
    [`00-${traceId}-${spanId}-01`, { traceId, spanId, isSampled: true }],
    [`00-${traceId}-${spanId}-00`, { traceId, spanId, isSampled: false }],
    [` 00-${traceId}-${spanId}-03 `, { traceId, spanId, isSampled: true }],
    [`01-${traceId}-${spanId}-01-what-a-later-version-adds`, { traceId, spanId, isSampled: true }],
  ])('reads traceparent %j', (traceparent, trace) => {
    expect(parseTrace({ traceparent })).toStrictEqual(trace);
  });

  it.each([
    `ff-${traceId}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-01x`,
    '',
    42,
    [`00-${traceId}-${spanId}-01`],
  ])('refuses traceparent %j', (traceparent) => {
    expect(parseTrace({ traceparent })).toBeNull();
  });

  it.each([
    [`${traceId}/1;o=1`, { traceId, spanId: '0000000000000001', isSampled: true }],
    [`${traceId}/13235353014750950193;o=0`, { traceId, spanId: 'b7ad6b7169203331', isSampled: false }],
    [`${traceId.toUpperCase()}/1`, { traceId, spanId: '0000000000000001', isSampled: false }],
    [traceId, { traceId, spanId: null, isSampled: false }],
    [`${traceId}/0;o=1`, { traceId, spanId: null, isSampled: true }],
    [`${traceId}/99999999999999999999;o=1`, { traceId, spanId: null, isSampled: true }],
  ])('reads X-Cloud-Trace-Context %j', (header, trace) => {
    expect(parseTrace({ 'x-cloud-trace-context': header })).toStrictEqual(trace);
  });

  it.each(['', '0'.repeat(32), `${traceId}/x`, `${traceId};o=1;p=2`, 'short/1;o=1'])(
    'refuses X-Cloud-Trace-Context %j',
    (header) => {
      expect(parseTrace({ 'x-cloud-trace-context': header })).toBeNull();
    },
  );

  it('prefers traceparent where both are there, and falls back where it is unusable', () => {
    const header = `${'1'.repeat(32)}/1;o=1`;

    expect(
      parseTrace({ traceparent: `00-${traceId}-${spanId}-01`, 'x-cloud-trace-context': header }),
    ).toMatchObject({ traceId });
    expect(parseTrace({ traceparent: 'unusable', 'x-cloud-trace-context': header })).toMatchObject({
      traceId: '1'.repeat(32),
    });
  });

  it('reads a CloudEvent', () => {
    const event = { specversion: '1.0', id: '1', data: {}, traceparent: `00-${traceId}-${spanId}-01` };

    expect(parseTrace(event)).toStrictEqual({ traceId, spanId, isSampled: true });
  });

  it('lets nothing but hexadecimal digits through', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (traceparent, header) => {
        const trace = parseTrace({ traceparent, 'x-cloud-trace-context': header });
        expect(trace?.traceId ?? traceId).toMatch(/^[0-9a-f]{32}$/);
      }),
    );
    expect(parseTrace({})).toBeNull();
  });
});
