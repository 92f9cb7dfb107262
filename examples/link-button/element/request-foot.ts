import { actionButton } from './controls.ts';
import { elementOf } from './element-of.ts';
import type { LinkView } from './link-view.ts';
import { sentence } from './sentence.ts';

/** How long the request still lives, and the way out of it. The card keeps the countdown. */
export function requestFoot({ session, language: { texts } }: LinkView): Node {
  const time = elementOf('b', { class: 'countdown', dir: 'ltr' });
  return elementOf(
    'footer',
    {},
    elementOf(
      'span',
      { role: 'timer', 'aria-label': texts.timeLeft },
      ...sentence(texts.expiresIn, { time }),
    ),
    actionButton('quiet', [texts.cancel], () => session.cancel()),
  );
}
