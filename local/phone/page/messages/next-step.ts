import type { OutboundDocument } from '../../outbound-document.ts';
import type { PauseDocument } from '../../page-protocol.ts';
import { messageProgress } from './message-progress.ts';

export interface NextStep {
  readonly words: string;
  readonly at: number;
}

/** What Linkline does next about a message by itself, and when; null where it waits for nothing. */
export function nextStep(document: OutboundDocument, pause: PauseDocument | null): NextStep | null {
  const { state, next_at, check_at, attempts = [] } = document;
  switch (state) {
    case 'queued':
      if (pause) return step('Waits for the pause to end; one message tries it', pause.probe_at);
      return step(attempts.length > 0 ? 'Tries again' : 'Is sent', next_at);
    case 'sending':
      return step('Is taken up again if it stays so', next_at);
    case 'unknown':
      return step('Asks Twilio what became of it', next_at ?? check_at);
    case 'accepted':
      return hasArrived(document) ? null : step('Asks Twilio if nothing is heard', check_at ?? next_at);
    default:
      return null;
  }
}

/** A check may still stand then, and finds nothing to do. */
function hasArrived(document: OutboundDocument): boolean {
  const { tick } = messageProgress(document);
  return tick === 'delivered' || tick === 'read';
}

function step(words: string, at: string | null | undefined): NextStep | null {
  return at ? { words, at: Date.parse(at) } : null;
}
