import { expect, it } from 'vitest';
import { SimulatorFaults } from '../../../twilio/faults/simulator-faults.ts';
import { describeFaults } from './describe-faults.ts';
import { answerFaults, lateFaults } from './fault-choices.ts';

it('every fault that can be chosen is one that the simulator takes, and is described', () => {
  const faults = new SimulatorFaults();
  expect(describeFaults(faults.active())).toEqual([]);
  for (const { request } of [...answerFaults, ...lateFaults]) faults.inject(request);
  const described = describeFaults(faults.active());
  expect(described).toHaveLength(answerFaults.length + lateFaults.length);
  expect(described[0]).toBe('The next send ends with 429, retry after 30 s');
  expect(described).toContain('The send after that ends with 21610: the person has opted out');
  expect(described).toContain('The next accepted message ends with 63016: outside the service window');
});

it('what goes wrong on the way is described', () => {
  const faults = new SimulatorFaults();
  faults.inject({
    statusCallbacks: { loss: ['read'], duplicate: 1, reorder: true, delayMs: 60_000, beforeAnswer: true },
    inbound: { duplicate: 2, delayMs: 90_000, loss: 1 },
  });
  expect(describeFaults(faults.active())).toEqual([
    'Some status callbacks are lost',
    'Status callbacks arrive 2 times',
    'Status callbacks arrive in reverse order',
    'Status callbacks arrive 1 min late',
    'Status callbacks arrive before the answer',
    'Messages from phones are lost on the way to Linkline',
    'Messages from phones arrive 3 times',
    'Messages from phones arrive 1 min 30 s late',
  ]);
});
