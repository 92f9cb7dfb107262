import { describe, expect, it } from 'vitest';
import { formatAddress } from './format-address.ts';
import { formatCountdown } from './format-time.ts';

describe('a countdown', () => {
  it.each([
    [600_000, '10:00'],
    [61_000, '1:01'],
    [60_999, '1:00'],
    [59_000, '0:59'],
    [999, '0:00'],
    [0, '0:00'],
    [-5_000, '0:00'],
  ])('of %i ms reads %s', (left, text) => {
    expect(formatCountdown(left)).toBe(text);
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
