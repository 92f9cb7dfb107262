import type { OutboundDocument } from '../../outbound-document.ts';

export interface NextStep {
  readonly words: string;
  readonly at: number;
}

/** What Linkline does next about a message by itself, and when; null where it waits for nothing. */
export function nextStep({ state, next_at, check_at, attempts = [] }: OutboundDocument): NextStep | null {
  switch (state) {
    case 'queued':
      return step(attempts.length > 0 ? 'Tries again' : 'Is sent', next_at);
    case 'sending':
      return step('Is taken up again if it stays so', next_at);
    case 'unknown':
      return step('Asks Twilio what became of it', next_at ?? check_at);
    case 'accepted':
      return step('Asks Twilio if nothing is heard', check_at ?? next_at);
    default:
      return null;
  }
}

function step(words: string, at: string | null | undefined): NextStep | null {
  return at ? { words, at: Date.parse(at) } : null;
}
