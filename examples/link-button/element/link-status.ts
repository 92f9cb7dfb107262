import type { LinkStage } from '../linking/link-stage.ts';
import type { LinkedState } from '../linking/user-link.ts';
import type { LinkTexts } from '../texts/link-texts.ts';

export type Tone = 'neutral' | 'good' | 'attention' | 'problem';

const tones = {
  active: 'good',
  suspended: 'problem',
  reproof_required: 'attention',
  disabled: 'problem',
  blocked: 'problem',
} as const satisfies Readonly<Record<LinkedState, Tone>>;

export function toneOf(state: LinkedState): Tone {
  return tones[state];
}

/** The link's state in a few words. */
export function linkStatus(
  stage: LinkStage | null,
  texts: LinkTexts,
): { readonly tone: Tone; readonly words: string } {
  if (stage === null) return { tone: 'neutral', words: texts.loading };
  const { linked, request } = stage;
  if (request)
    return { tone: 'attention', words: request.state === 'claimed' ? texts.claimed : texts.waiting };
  if (!linked) return { tone: 'neutral', words: texts.notLinked };
  return { tone: toneOf(linked.state), words: texts.states[linked.state] };
}
