import { describe, expect, it } from 'vitest';
import { NodeRandomSource } from '../../../src/infra/cryptography/node-random-source.ts';

const random = new NodeRandomSource();

describe('NodeRandomSource', () => {
  it('gives as many bytes as asked, new ones each time', () => {
    const [one, other] = [random.bytes(16), random.bytes(16)];

    expect(one).toHaveLength(16);
    expect(other).not.toStrictEqual(one);
  });

  it('gives numbers over the whole of [0, 1)', () => {
    const numbers = Array.from({ length: 2_000 }, () => random.unit());

    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...numbers)).toBeLessThan(0.05);
    expect(Math.max(...numbers)).toBeGreaterThan(0.95);
    expect(Math.max(...numbers)).toBeLessThan(1);
  });
});
