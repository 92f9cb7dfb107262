import { describe, expect, it } from 'vitest';
import { formatAddress } from './format-address.ts';
import { formatDuration, formatMoment } from './format-time.ts';

describe('a duration', () => {
  it.each([
    [45_999, '45 s'],
    [90_000, '1 min 30 s'],
    [900_000, '15 min'],
    [86_399_000, '23 h 59 min'],
    [86_400_000, '24 h'],
    [3_605_000, '1 h'],
    [-1, '0 s'],
  ])('of %i ms reads %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('a moment', () => {
  const noon = new Date(2026, 4, 4, 12).getTime();

  it.each([
    [noon + 61_000, '12:01:01'],
    [noon + 86_400_000, '5 May 2026, 12:00:00'],
  ])('%i reads %s', (instant, text) => {
    expect(formatMoment(instant, noon)).toBe(text);
  });
});

describe('an address', () => {
  it.each([
    ['whatsapp:+15551110001', '+1 555 111 0001'],
    ['whatsapp:+4915112345678', '+4915112345678'],
    ['whatsapp:US.hidden0000000000000000001', 'US id, no visible number'],
  ])('%s reads %s', (address, text) => {
    expect(formatAddress(address)).toBe(text);
  });
});
