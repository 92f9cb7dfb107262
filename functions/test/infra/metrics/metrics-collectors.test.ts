import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InMemoryMetricsCollector } from '../../../src/infra/metrics/in-memory-metrics-collector.ts';
import type { MetricSample } from '../../../src/infra/metrics/metric-sample.ts';
import { StructuredLogMetricsCollector } from '../../../src/infra/metrics/structured-log-metrics-collector.ts';

/** Each reading is 40 ms after the one before. */
function steppingClock() {
  let now = 1_000;
  return { now: () => (now += 40) };
}

describe('StructuredLogMetricsCollector', () => {
  function collect() {
    const lines: string[] = [];
    const samples: MetricSample[] = [];
    const metrics = new StructuredLogMetricsCollector({
      clock: steppingClock(),
      output: (line) => lines.push(line),
      listener: (sample) => samples.push(sample),
    });
    return { metrics, lines, samples };
  }

  it('writes a count as the line that log-based metrics read', () => {
    const { metrics, lines, samples } = collect();

    metrics.increment('firestore.queries', { operation: 'get_by_whatsapp', result: 'ok' });

    expect(lines).toStrictEqual([
      '{"severity":"INFO","message":"metric","metric":"firestore.queries","value":1,"unit":"1","tags":{"operation":"get_by_whatsapp","result":"ok"}}',
    ]);
    expect(samples).toStrictEqual([
      {
        name: 'firestore.queries',
        value: 1,
        unit: '1',
        tags: { operation: 'get_by_whatsapp', result: 'ok' },
      },
    ]);
  });

  it('writes how long an operation took, and passes its result on', async () => {
    const { metrics, lines } = collect();

    const result = await metrics.timer('function.duration', { function: 'twilioWebhook' }, () =>
      Promise.resolve(7),
    );

    expect(result).toBe(7);
    expect(lines).toStrictEqual([
      '{"severity":"INFO","message":"metric","metric":"function.duration","value":40,"unit":"ms","tags":{"function":"twilioWebhook"}}',
    ]);
  });

  it('writes how long an operation took that failed, and passes its error on', async () => {
    const { metrics, lines } = collect();
    const error = new Error('no');

    await expect(metrics.timer('firestore.read', {}, () => Promise.reject(error))).rejects.toBe(error);
    expect(lines).toHaveLength(1);
  });
});

describe('InMemoryMetricsCollector', () => {
  it('keeps samples in the order in which operations finished', async () => {
    const metrics = new InMemoryMetricsCollector({ clock: steppingClock() });

    await metrics.timer('firestore.transaction', { operation: 'claim' }, async () => {
      await metrics.timer('firestore.read', {}, () => Promise.resolve());
      metrics.increment('link.outcomes', { step: 'claim', outcome: 'claimed' });
    });

    expect(metrics.samples()).toStrictEqual([
      { name: 'firestore.read', value: 40, unit: 'ms', tags: {} },
      { name: 'link.outcomes', value: 1, unit: '1', tags: { step: 'claim', outcome: 'claimed' } },
      { name: 'firestore.transaction', value: 120, unit: 'ms', tags: { operation: 'claim' } },
    ]);
  });

  it('gives a list that does not change afterwards', () => {
    const metrics = new InMemoryMetricsCollector({ clock: steppingClock() });
    const samples = metrics.samples();

    metrics.increment('webhook.rejected', { reason: 'signature' });

    expect(samples).toHaveLength(0);
  });

  it('takes no tag that could be data of a person', () => {
    const data = fc.oneof(
      fc.stringMatching(/^\+?\d{4,15}$/),
      fc.stringMatching(/^whatsapp:\+\d{7,15}$/),
      fc.stringMatching(/^[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}$/),
      fc.stringMatching(/^[A-Z0-9]{4}-\d{4}$/),
      fc.string({ minLength: 65 }),
    );
    fc.assert(
      fc.property(data, (reason) => {
        const metrics = new InMemoryMetricsCollector({ clock: steppingClock() });
        metrics.increment('webhook.rejected', { reason });

        expect(metrics.samples()).toMatchObject([{ tags: { reason: '[redacted]' } }]);
      }),
    );
  });
});
