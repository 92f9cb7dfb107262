import { describe, expect, it } from 'vitest';
import {
  decideInbound,
  type InboundDecision,
  type SenderStanding,
} from '../../../src/domain/messaging/inbound-decision.ts';
import { readIntent } from '../../../src/domain/messaging/inbound-intent.ts';

const CODE = { characters: 'ABCD1234' };

const stranger: SenderStanding = { blocked: false, optedOut: false, waiting: false, link: 'none' };
const linked: SenderStanding = { ...stranger, link: 'active' };
const onHold: SenderStanding = { ...stranger, link: 'on-hold' };
const waiting: SenderStanding = { ...stranger, waiting: true };

const senders = {
  'not linked': stranger,
  linked,
  'on hold': onHold,
  waiting,
  'on hold, waiting': { ...onHold, waiting: true },
  blocked: { ...linked, blocked: true },
  'opted out': { ...stranger, optedOut: true },
  'opted out, linked': { ...linked, optedOut: true },
  'opted out, on hold': { ...onHold, optedOut: true },
  'opted out, waiting': { ...waiting, optedOut: true },
} as const satisfies Record<string, SenderStanding>;

/** The rows of the inbound decision table, each message as the person writes it. */
describe('decideInbound, on what people write', () => {
  it.each<[keyof typeof senders, string, InboundDecision['effect'], string]>([
    // sender, message, effect, reply
    ['blocked', 'hello', 'count', 'none'],
    ['blocked', 'STOP', 'count', 'none'],
    ['blocked', 'LINK ABCD-1234', 'count', 'none'],
    ['blocked', 'UNLINK', 'count', 'none'],
    ['linked', 'STOP', 'opt-out', 'opted-out'],
    ['not linked', 'Unsubscribe', 'opt-out', 'opted-out'],
    ['waiting', 'stop', 'opt-out', 'opted-out'],
    ['on hold', 'BAJA', 'opt-out', 'opted-out'],
    ['opted out', 'STOP', 'opt-out', 'opted-out'],
    ['opted out, linked', 'START', 'opt-in', 'opted-in'],
    ['not linked', 'START', 'opt-in', 'opted-in'],
    ['opted out', 'hello', 'count', 'how-to-start'],
    ['opted out', 'STATUS', 'count', 'how-to-start'],
    ['opted out', 'NO', 'count', 'how-to-start'],
    ['opted out, linked', 'hello', 'store', 'how-to-start'],
    ['opted out, linked', 'STATUS', 'store', 'how-to-start'],
    ['opted out, on hold', 'hello', 'count', 'how-to-start'],
    ['opted out, waiting', 'hello', 'count', 'how-to-start'],
    ['opted out', 'HELP', 'count', 'help-opted-out'],
    ['opted out, linked', 'HELP', 'count', 'help-opted-out'],
    ['opted out', 'LINK ABCD-1234', 'claim', 'that the claim composes'],
    ['opted out, linked', 'UNLINK', 'unlink', 'unlinked'],
    ['opted out', 'UNLINK', 'unlink', 'nothing-to-unlink'],
    ['opted out, waiting', 'NO', 'end-request', 'request-ended'],
    ['not linked', 'LINK ABCD-1234', 'claim', 'that the claim composes'],
    ['linked', 'LINK ABCD-1234', 'claim', 'that the claim composes'],
    ['waiting', 'LINK ABCD-1234', 'claim', 'that the claim composes'],
    ['on hold', 'LINK ABCD-1234', 'claim', 'that the claim composes'],
    ['waiting', 'no', 'end-request', 'request-ended'],
    ['waiting', 'hello', 'count', 'how-to-finish'],
    ['waiting', 'YES', 'count', 'how-to-finish'],
    ['waiting', 'HELP', 'count', 'how-to-finish'],
    ['on hold, waiting', 'NO', 'end-request', 'request-ended'],
    ['on hold, waiting', 'hello', 'count', 'how-to-finish'],
    ['on hold', 'hello', 'count', 'how-to-link-again'],
    ['on hold', 'UNLINK', 'unlink', 'unlinked'],
    ['linked', 'UNLINK', 'unlink', 'unlinked'],
    ['not linked', 'UNLINK', 'unlink', 'nothing-to-unlink'],
    ['linked', 'STATUS', 'count', 'status-linked'],
    ['not linked', 'STATUS', 'count', 'status-not-linked'],
    ['linked', 'HELP', 'count', 'help-linked'],
    ['not linked', 'HELP', 'count', 'help-not-linked'],
    ['linked', 'hello', 'store', 'none'],
    ['linked', 'NO', 'store', 'none'],
    ['linked', 'CANCEL', 'store', 'none'],
    ['linked', '', 'store', 'none'],
    ['not linked', 'hello', 'count', 'please-link'],
    ['not linked', 'NO', 'count', 'please-link'],
    ['not linked', '', 'count', 'please-link'],
  ])('%s: "%s" has the effect %s and the reply %s', (sender, body, effect, reply) => {
    const decision = decideInbound(senders[sender], readIntent({ body, optOutType: null }));
    expect(decision).toStrictEqual(effect === 'claim' ? { effect, code: CODE } : { effect, reply });
  });

  it.each([
    ['STOP', true],
    ['START', false],
    ['HELP', null],
  ] as const)('only records that the provider has answered %s', (type, optedOut) => {
    const intent = readIntent({ body: 'anything', optOutType: type });
    expect(decideInbound(stranger, intent)).toStrictEqual({
      effect: 'record-provider-opt-out',
      optedOut,
      reply: 'none',
    });
  });
});
