import type { InboundIntent } from './inbound-intent.ts';
import type { PlainReplyKind } from './reply.ts';

/** What is known of a sender when a message arrives. An actively linked address never waits. */
export interface SenderStanding {
  readonly blocked: boolean;
  readonly optedOut: boolean;
  readonly waiting: boolean;
  readonly link: 'none' | 'active' | 'on-hold';
}

/** `claim` composes its own reply; every other row names the reply it wants, which the throttles may still silence. */
export type InboundDecision =
  | {
      readonly effect: 'count' | 'store' | 'end-request' | 'unlink' | 'opt-out' | 'opt-in';
      readonly reply: PlainReplyKind;
    }
  | { readonly effect: 'record-provider-opt-out'; readonly optedOut: boolean | null; readonly reply: 'none' }
  | { readonly effect: 'claim'; readonly code: Extract<InboundIntent, { kind: 'link' }>['code'] };

/** The inbound decision table: the first row that fits wins. */
export function decideInbound(sender: SenderStanding, intent: InboundIntent): InboundDecision {
  if (sender.blocked) return { effect: 'count', reply: 'none' };
  if (intent.kind === 'provider-opt-out') return recordProviderOptOut(intent.type);
  if (intent.kind === 'stop') return { effect: 'opt-out', reply: 'opted-out' };
  if (intent.kind === 'start') return { effect: 'opt-in', reply: 'opted-in' };
  if (sender.optedOut && !passesOptOut(sender, intent)) {
    return { effect: sender.link === 'active' ? 'store' : 'count', reply: 'how-to-start' };
  }
  if (intent.kind === 'link') return { effect: 'claim', code: intent.code };
  if (sender.link === 'on-hold' && intent.kind === 'unlink') return { effect: 'unlink', reply: 'unlinked' };
  if (sender.waiting) {
    return intent.kind === 'no'
      ? { effect: 'end-request', reply: 'request-ended' }
      : { effect: 'count', reply: 'how-to-finish' };
  }
  if (sender.link === 'on-hold') return { effect: 'count', reply: 'how-to-link-again' };
  return decideByLink(sender, intent.kind);
}

/** HELP and LINK, and the two words by which a person refuses or leaves a link: leaving must never need START first. */
function passesOptOut(sender: SenderStanding, { kind }: InboundIntent): boolean {
  if (kind === 'no') return sender.waiting;
  return kind === 'help' || kind === 'link' || kind === 'unlink';
}

function recordProviderOptOut(type: 'STOP' | 'START' | 'HELP'): InboundDecision {
  const optedOut = type === 'HELP' ? null : type === 'STOP';
  return { effect: 'record-provider-opt-out', optedOut, reply: 'none' };
}

function decideByLink(
  { link, optedOut }: SenderStanding,
  kind: 'help' | 'status' | 'unlink' | 'no' | 'ordinary',
): InboundDecision {
  const linked = link === 'active';
  switch (kind) {
    case 'unlink':
      return { effect: 'unlink', reply: linked ? 'unlinked' : 'nothing-to-unlink' };
    case 'status':
      return { effect: 'count', reply: linked ? 'status-linked' : 'status-not-linked' };
    case 'help':
      if (optedOut) return { effect: 'count', reply: 'help-opted-out' };
      return { effect: 'count', reply: linked ? 'help-linked' : 'help-not-linked' };
    case 'no':
    case 'ordinary':
      return linked ? { effect: 'store', reply: 'none' } : { effect: 'count', reply: 'please-link' };
  }
}
