import { describe, expect, it } from 'vitest';
import { currentEnvironment, replaceEnvironment } from '../../../src/infra/environment.ts';

describe('environment', () => {
  it('is the machine itself unless something is replaced', () => {
    const before = Date.now();
    const { clock, random, logOutput, metricsListener } = currentEnvironment();

    expect(clock.now()).toBeGreaterThanOrEqual(before);
    expect(random.bytes(8)).toHaveLength(8);
    expect([logOutput, metricsListener]).toStrictEqual([undefined, undefined]);
  });

  it('is replaced in part, in layers, and restored', () => {
    const original = currentEnvironment();
    const clock = { now: () => 42 };
    const lines: string[] = [];

    const restoreClock = replaceEnvironment({ clock });
    const restoreOutput = replaceEnvironment({ logOutput: (line) => lines.push(line) });
    currentEnvironment().logOutput?.('line');

    expect(lines).toStrictEqual(['line']);
    expect(currentEnvironment()).toMatchObject({ clock, random: original.random });

    restoreOutput();
    expect(currentEnvironment().logOutput).toBeUndefined();
    expect(currentEnvironment().clock.now()).toBe(42);

    restoreClock();
    expect(currentEnvironment()).toBe(original);
  });
});
