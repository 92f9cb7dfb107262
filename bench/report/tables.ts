import type { ColdStartRow } from '../cold-start/cold-start-bench.ts';
import type { MemoryRow } from '../memory/memory-bench.ts';
import type { WarmRow } from '../warm/warm-bench.ts';
import type { TableContent } from './table.ts';

const ratio = (value: number) => value.toFixed(2);
const whole = (value: number) => value.toFixed(0);

export function coldTable(rows: readonly ColdStartRow[]): TableContent {
  return {
    heads: ['started', 'ratio', 'ms', 'ms, fastest–slowest', 'CPU ratio', 'CPU ms', 'RSS ratio', 'RSS MB'],
    rows: rows.map((row) => [
      row.name,
      ratio(row.ratio),
      whole(row.milliseconds),
      `${whole(row.fastest)}–${whole(row.slowest)}`,
      ratio(row.processorRatio),
      whole(row.processorMilliseconds),
      ratio(row.residentRatio),
      whole(row.residentMegabytes),
    ]),
  };
}

export function warmTable(rows: readonly WarmRow[]): TableContent {
  return {
    heads: [
      'served',
      'compared with',
      'requests/s, ratio',
      'requests/s',
      'CPU µs, ratio',
      'CPU µs',
      'p50 ms',
      'p99 ms',
    ],
    rows: rows.map((row) => [
      row.name,
      row.name === row.comparedWith ? '' : row.comparedWith,
      ratio(row.ratio),
      whole(row.requestsPerSecond),
      ratio(row.processorRatio),
      whole(row.processorMicroseconds),
      whole(row.medianMilliseconds),
      whole(row.slowMilliseconds),
    ]),
  };
}

/** Ten lines at most, however long it was watched. */
export function memoryTable({ samples }: MemoryRow): TableContent {
  const step = Math.max(1, Math.ceil(samples.length / 10));
  const shown = samples.filter((_, index) => (samples.length - 1 - index) % step === 0);
  return {
    heads: ['minute', 'RSS MB'],
    rows: shown.map(({ minute, megabytes }) => [minute.toFixed(1), whole(megabytes)]),
  };
}
