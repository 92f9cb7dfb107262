import { assert, property, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsOf, formatDigits, isComplete } from './confirmation-digits.ts';

describe('confirmation digits', () => {
  it('are six at most, in the order typed, whatever stands between them', () => {
    assert(
      property(stringMatching(/^[\d a-c-]{0,12}$/), (text) => {
        const all = (text.match(/\d/g) ?? []).join('');
        expect(digitsOf(text)).toBe(all.slice(0, 6));
      }),
    );
  });

  it('are taken from every keyboard', () => {
    expect(['٤٨١٥١٦', '۴۸۱۵۱۶', '४८१ ५१६'].map(digitsOf)).toEqual(['481516', '481516', '481516']);
  });

  it('survive being formatted', () => {
    assert(
      property(stringMatching(/^\d{0,6}$/), (digits) => {
        expect(digitsOf(formatDigits(digits))).toBe(digits);
      }),
    );
  });

  it('are shown in two groups', () => {
    expect(['12', '123', '1234', '123456'].map(formatDigits)).toEqual(['12', '123', '123 4', '123 456']);
  });

  it('are complete with six', () => {
    expect([isComplete('12345'), isComplete('123456')]).toEqual([false, true]);
  });
});
