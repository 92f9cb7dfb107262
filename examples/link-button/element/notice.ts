import { elementOf } from './element-of.ts';
import { icon } from './icon.ts';

export type NoticeTone = 'problem' | 'information';

export function notice(tone: NoticeTone, words: string): Node {
  const isProblem = tone === 'problem';
  return elementOf(
    'div',
    { class: 'notice', 'data-tone': tone, role: isProblem ? 'alert' : null },
    icon(isProblem ? 'alert' : 'information'),
    elementOf('p', {}, words),
  );
}
