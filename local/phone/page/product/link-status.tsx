import type { LinkStage } from '../state/link-stage.ts';
import { linkStates } from './link-states.ts';

/** The link's state in two words, read aloud whenever it changes. */
export function LinkStatus({ stage }: { readonly stage: LinkStage }) {
  const { tone, words } = wordsFor(stage);
  return (
    <span class="pill" data-tone={tone} role="status" aria-label="Link state">
      {words}
    </span>
  );
}

function wordsFor({ linked, request }: LinkStage): { tone: string; words: string } {
  if (request?.state === 'claimed') return { tone: 'attention', words: 'Confirm' };
  if (request) return { tone: 'attention', words: 'Waiting for the code' };
  if (!linked) return { tone: 'neutral', words: 'Not linked' };
  const { tone, status } = linkStates[linked.state];
  return { tone, words: status };
}
