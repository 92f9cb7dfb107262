import { describe, expect, it } from 'vitest';
import { changesAllowed } from '../../../src/domain/linking/identity-watch.ts';

describe('changesAllowed', () => {
  it.each([
    [20, 0, 3],
    [20, 399, 3],
    [20, 400, 4],
    [20, 1_999, 19],
    [20, 50_000, 20],
    [2, 50_000, 2],
  ])('at most %i, of %i links, are %i', (most, mappings, allowed) => {
    expect(changesAllowed(most, mappings)).toBe(allowed);
  });
});
