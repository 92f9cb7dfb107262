import { actionButton } from './controls.ts';
import { elementOf } from './element-of.ts';
import { icon } from './icon.ts';
import type { LinkView } from './link-view.ts';
import { sentence } from './sentence.ts';

/** Nothing is linked: what linking is, and the button. */
export function introductionView({ session, language: { tag, texts }, productName }: LinkView): Node[] {
  const [send, confirm] = texts.promises;
  return [
    elementOf('p', { class: 'lead' }, ...sentence(texts.introduction, { product: productName })),
    elementOf(
      'ul',
      { class: 'promises' },
      elementOf('li', {}, icon('phone'), send),
      elementOf('li', {}, icon('shield'), confirm),
    ),
    actionButton('primary', [icon('link'), texts.link], () => session.start(tag)),
  ];
}
