import { describe, expect, it } from 'vitest';

import { connectionOverrides } from './connection-overrides.ts';

const STANDARD = {
  connectTimeoutMs: 5000,
  readTimeoutMs: 15_000,
  totalTimeoutMs: 15_000,
  retryCount: 1,
  retryPolicy: new Set(['ct']),
};

describe('the fragment of a webhook URL', () => {
  it('may be missing: one retry, of a failed connection only', () => {
    expect(connectionOverrides('https://example.com/fn')).toEqual({ overrides: STANDARD, problems: [] });
  });

  it('sets each limit', () => {
    const { overrides, problems } = connectionOverrides(
      'https://example.com/fn#rc=3&rp=ct,5xx,rt&ct=100&rt=200&tt=300&e=dublin&sni=n',
    );
    expect(problems).toEqual([]);
    expect(overrides).toEqual({
      connectTimeoutMs: 100,
      readTimeoutMs: 200,
      totalTimeoutMs: 300,
      retryCount: 3,
      retryPolicy: new Set(['ct', 'rt', '5xx']),
    });
  });

  it.each([
    ['rc=6', 11100],
    ['rc=-1', 11100],
    ['ct=99', 11100],
    ['ct=10001', 11100],
    ['rt=15001', 11100],
    ['tt=soon', 11100],
    ['rp=3xx', 11243],
    ['rp=', 11243],
  ])('reports %s and keeps the default', (fragment, code) => {
    const { overrides, problems } = connectionOverrides(`https://example.com/fn#${fragment}`);
    expect(overrides).toEqual(STANDARD);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });
});
