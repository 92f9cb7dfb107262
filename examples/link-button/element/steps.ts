import { elementOf } from './element-of.ts';
import type { LinkView } from './link-view.ts';

/** Which of the three steps is the one to take. */
export function steps({ language: { texts } }: LinkView, current: 2 | 3): Node {
  const items = texts.steps.map((step, index) =>
    elementOf(
      'li',
      { 'data-done': String(index + 1 < current), 'aria-current': index + 1 === current ? 'step' : null },
      step,
    ),
  );
  return elementOf('ol', { class: 'steps', 'aria-label': texts.stepsLabel }, ...items);
}
