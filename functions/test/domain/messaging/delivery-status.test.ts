import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deliveryRank,
  deliveryStateOf,
  isDeliveryState,
  type DeliveryState,
} from '../../../src/domain/messaging/delivery-status.ts';

const lives: readonly (readonly DeliveryState[])[] = [
  ['queued', 'sending', 'sent', 'delivered', 'read'],
  ['accepted', 'queued', 'sent', 'read'],
  ['scheduled', 'canceled'],
  ['queued', 'sent', 'undelivered'],
  ['queued', 'failed'],
  ['queued', 'sent', 'failed'],
];

const join = (states: readonly DeliveryState[]) => deliveryStateOf(Math.max(...states.map(deliveryRank)));

describe('what became of a message', () => {
  it.each(lives)(
    'is the last state of %s, %s, …, in any order of reports and with repetitions',
    (...states) => {
      const reports = fc.shuffledSubarray([...states, ...states], { minLength: states.length * 2 });
      fc.assert(
        fc.property(reports, (heard) => {
          expect(join(heard)).toBe(states.at(-1));
        }),
      );
    },
  );

  it.each(['failed', 'undelivered', 'canceled'] as const)('is never %s once it was delivered', (failure) => {
    expect(join(['delivered', failure])).toBe('delivered');
    expect(join([failure, 'read'])).toBe('read');
  });

  it('is told by a rank, and by no number that is none', () => {
    expect(deliveryStateOf(deliveryRank('sent'))).toBe('sent');
    expect([-1, 10, 0.5].map(deliveryStateOf)).toEqual([null, null, null]);
    expect(['sent', 'receiving', ''].map(isDeliveryState)).toEqual([true, false, false]);
  });
});
