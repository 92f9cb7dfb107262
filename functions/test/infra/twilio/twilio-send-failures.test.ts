import { describe, expect, it } from 'vitest';
import type { SendFailure } from '../../../src/domain/messaging/send-failure.ts';
import { twilioErrorOutcomes } from '../../../src/infra/twilio/twilio-error-outcomes.ts';
import { twilioSendFailures } from '../../../src/infra/twilio/twilio-send-failures.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const expectedCodes: Readonly<Record<SendFailure['kind'], readonly number[]>> = {
  'sender-unusable': [
    20003, 20005, 21603, 21701, 21703, 21705, 30002, 63001, 63002, 63007, 63008, 63020, 63051,
  ],
  unknown: [20500, 20503],
  postponed: [20429, 21611, 30001, 30008, 30410, 63009, 63010, 63012, 63017, 63018, 63019, 63038],
  refused: [
    11751, 14107, 20404, 21211, 21401, 21408, 21608, 21610, 21614, 21617, 21619, 21620, 21654, 21655, 21656,
    21658, 21910, 30003, 30005, 30006, 30007, 30036, 63003, 63005, 63006, 63013, 63014, 63015, 63016, 63021,
    63024, 63027, 63028, 63030, 63031, 63032, 63033, 63034, 63040, 63041, 63042, 63049, 63062,
  ],
};

const codes = [...twilioErrorOutcomes.keys()];

/** The codes for which a property of the failure is not null, with its value. */
function valuesOf(property: 'retryAfter' | 'mostRetries' | 'concerns'): Record<number, unknown> {
  const entries = codes.map((code) => [code, twilioSendFailures.of(code)[property]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

describe('twilioSendFailures', () => {
  it.each(Object.entries(expectedCodes))('knows what is %s', (kind, expected) => {
    const found = codes.filter((code) => twilioSendFailures.of(code).kind === kind);
    expect(found.toSorted((one, other) => one - other)).toEqual(expected);
  });

  it('knows how long to wait', () => {
    expect(valuesOf('retryAfter')).toEqual({
      21611: MINUTE,
      30001: MINUTE,
      30008: MINUTE,
      30410: MINUTE,
      63009: MINUTE,
      63010: MINUTE,
      63012: MINUTE,
      63017: MINUTE,
      63018: MINUTE,
      63038: DAY,
    });
  });

  it('knows where many tries make no sense', () => {
    expect(valuesOf('mostRetries')).toEqual({ 30008: 1, 30410: 3, 63009: 3, 63010: 3, 63012: 3, 63019: 1 });
  });

  it('knows what an error tells about the person', () => {
    expect(valuesOf('concerns')).toEqual({
      21610: 'opted-out',
      30003: 'unreachable',
      30005: 'unreachable',
      63003: 'unreachable',
      63014: 'opted-out',
      63016: 'service-window',
      63024: 'unreachable',
    });
  });

  it.each([...codes, 12345, null])('says in words what %s means and what to do', (code) => {
    const { reason, advice } = twilioSendFailures.of(code);
    expect(reason).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(advice).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('leaves to a human what it does not know', () => {
    expect(twilioSendFailures.of(12345)).toMatchObject({
      kind: 'refused',
      reason: 'unrecognised-error',
      advice: expect.stringContaining('https://www.twilio.com/docs/api/errors/12345'),
    });
    expect(twilioSendFailures.of(null)).toMatchObject({ kind: 'refused', reason: 'unrecognised-error' });
  });
});
