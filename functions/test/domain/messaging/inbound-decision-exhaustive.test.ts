import { describe, expect, it } from 'vitest';
import {
  decideInbound,
  type InboundDecision,
  type SenderStanding,
} from '../../../src/domain/messaging/inbound-decision.ts';
import type { InboundIntent } from '../../../src/domain/messaging/inbound-intent.ts';
import { senderStandings } from './sender-standings.ts';

const intents: readonly InboundIntent[] = [
  { kind: 'link', code: { characters: 'ABCD1234' } },
  ...(['stop', 'start', 'help', 'status', 'unlink', 'no', 'ordinary'] as const).map((kind) => ({ kind })),
  ...(['STOP', 'START', 'HELP'] as const).map((type) => ({ kind: 'provider-opt-out', type }) as const),
];
const combinations = senderStandings.flatMap((sender) => intents.map((intent) => ({ sender, intent })));

type Situation = 'waiting' | 'onHold' | 'linked' | 'notLinked';
type Answers = Readonly<Record<Situation, string>>;

/** What each word does in each situation, read column by column where the table itself is read row by row. */
const answers: Readonly<Record<Exclude<InboundIntent['kind'], 'provider-opt-out'>, Answers>> = {
  link: everywhere('claim'),
  stop: everywhere('opt-out opted-out'),
  start: everywhere('opt-in opted-in'),
  help: unsettled('count help-linked', 'count help-not-linked'),
  status: unsettled('count status-linked', 'count status-not-linked'),
  unlink: { ...unsettled('unlink unlinked', 'unlink nothing-to-unlink'), onHold: 'unlink unlinked' },
  no: { ...unsettled('store none', 'count please-link'), waiting: 'end-request request-ended' },
  ordinary: unsettled('store none', 'count please-link'),
};

/** What an opted-out sender reads instead; where nothing stands here, the opt-out changes nothing. */
const answersToOptedOut: Readonly<Record<string, Partial<Answers>>> = {
  help: { linked: 'count help-opted-out', notLinked: 'count help-opted-out' },
  status: hushed(),
  ordinary: hushed(),
  no: { onHold: hushed().onHold, linked: hushed().linked, notLinked: hushed().notLinked },
};

describe('decideInbound, in every standing', () => {
  it('looks at all of them', () => {
    expect(combinations).toHaveLength(20 * 11);
  });

  it.each(combinations)('decides on $intent.kind ($intent.type) from $sender', ({ sender, intent }) => {
    expect(inWords(decideInbound(sender, intent))).toBe(expected(sender, intent));
  });
});

function expected(sender: SenderStanding, intent: InboundIntent): string {
  if (sender.blocked) return 'count none';
  if (intent.kind === 'provider-opt-out') {
    return { STOP: 'record true none', START: 'record false none', HELP: 'record null none' }[intent.type];
  }
  const situation = situationOf(sender, intent.kind === 'unlink');
  const hushed = sender.optedOut ? answersToOptedOut[intent.kind]?.[situation] : undefined;
  return hushed ?? answers[intent.kind][situation];
}

/** Leaving a link on hold comes before finishing another request. */
function situationOf(sender: SenderStanding, isLeaving: boolean): Situation {
  if (sender.waiting && !(sender.link === 'on-hold' && isLeaving)) return 'waiting';
  return ({ none: 'notLinked', active: 'linked', 'on-hold': 'onHold' } as const)[sender.link];
}

function inWords(decision: InboundDecision): string {
  if (decision.effect === 'claim') return 'claim';
  return decision.effect === 'record-provider-opt-out'
    ? `record ${decision.optedOut} ${decision.reply}`
    : `${decision.effect} ${decision.reply}`;
}

function everywhere(answer: string): Answers {
  return { waiting: answer, onHold: answer, linked: answer, notLinked: answer };
}

/** First the link has to be finished, or made again. */
function unsettled(linked: string, notLinked: string): Answers {
  return { waiting: 'count how-to-finish', onHold: 'count how-to-link-again', linked, notLinked };
}

function hushed(): Answers {
  return { ...everywhere('count how-to-start'), linked: 'store how-to-start' };
}
