import type { ActiveFaults, CreateFault } from '../../../twilio/faults/simulator-faults.ts';
import { formatDuration } from '../shared/format-time.ts';
import { nameOfCode } from './fault-choices.ts';

/** Each fault to come in words, those of the next calls first. */
export function describeFaults({
  create,
  asyncErrors,
  statusCallbacks,
  inbound,
}: ActiveFaults): readonly string[] {
  const { loss, duplicate, reorder, delayMs, beforeAnswer } = statusCallbacks;
  const parts: readonly (string | false)[] = [
    ...create.map((fault, index) => `${nth(index, 'send')} ends with ${describeCreate(fault)}`),
    ...asyncErrors.map((code, index) => `${nth(index, 'accepted message')} ends with ${nameOfCode(code)}`),
    loss !== 0 && (loss === 1 ? 'Status callbacks are lost' : 'Some status callbacks are lost'),
    duplicate > 0 && `Status callbacks arrive ${duplicate + 1} times`,
    reorder && 'Status callbacks arrive in reverse order',
    delayMs > 0 && `Status callbacks arrive ${formatDuration(delayMs)} late`,
    beforeAnswer && 'Status callbacks arrive before the answer',
    inbound.loss > 0 && 'Messages from phones are lost on the way to Linkline',
    inbound.duplicate > 0 && `Messages from phones arrive ${inbound.duplicate + 1} times`,
    inbound.delayMs > 0 && `Messages from phones arrive ${formatDuration(inbound.delayMs)} late`,
  ];
  return parts.filter((part) => part !== false);
}

function nth(index: number, noun: string): string {
  return index === 0 ? `The next ${noun}` : `The ${noun} after that`;
}

function describeCreate(fault: CreateFault): string {
  switch (fault.kind) {
    case 'error':
      return nameOfCode(fault.code);
    case 'throttle':
      return `429, retry after ${fault.retryAfter} s`;
    case 'server-error':
      return '500: server error';
    case 'hang':
      return 'a time-out';
    case 'reset-before':
      return 'a reset before it is accepted';
    case 'reset-after':
      return 'a reset after it is accepted';
    case 'garbled':
      return 'a garbled answer';
  }
}
