import type { LinkedNumber } from '../linking/user-link.ts';
import { momentIn } from '../texts/link-times.ts';
import { actionButton } from './controls.ts';
import { elementOf } from './element-of.ts';
import { icon } from './icon.ts';
import { toneOf } from './link-status.ts';
import type { LinkView } from './link-view.ts';
import { numberOf, sentence } from './sentence.ts';

/** The number that belongs to the user now; it stays linked until another one is confirmed. */
export function linkedView(view: LinkView, linked: LinkedNumber): Node[] {
  const { texts } = view.language;
  const tone = toneOf(linked.state);
  const number = elementOf(
    'strong',
    { 'aria-label': texts.linkedNumber, role: 'group' },
    numberOf(linked.maskedNumber),
  );
  const sign = elementOf('span', { class: 'sign' }, icon(tone === 'good' ? 'check' : 'alert'));
  const box = elementOf(
    'div',
    { class: 'linked', 'data-tone': tone },
    sign,
    elementOf('div', {}, number, elementOf('p', {}, ...explanation(view, linked))),
  );
  return view.stage.request ? [box] : [box, ...actions(view, linked)];
}

function explanation(
  { language: { tag, texts } }: LinkView,
  { state, linkedAt }: LinkedNumber,
): (string | Node)[] {
  if (state !== 'active') return [texts.explanations[state]];
  const time = elementOf('time', { datetime: new Date(linkedAt).toISOString() }, momentIn(tag, linkedAt));
  return sentence(texts.linkedSince, { time });
}

function actions(
  { session, language: { tag, texts } }: LinkView,
  { state, maskedNumber }: LinkedNumber,
): Node[] {
  const isOnHold = state === 'suspended' || state === 'reproof_required' || state === 'disabled';
  const keep = actionButton('secondary', [texts.unlinkNo], () => ask(false));
  const question = elementOf(
    'div',
    { class: 'question', role: 'group', 'aria-labelledby': 'question', hidden: '' },
    elementOf('p', { id: 'question' }, ...sentence(texts.unlinkQuestion, { number: numberOf(maskedNumber) })),
    elementOf(
      'div',
      { class: 'buttons' },
      keep,
      actionButton('danger', [texts.unlinkYes], () => session.unlink()),
    ),
  );
  const opener = actionButton('danger', [texts.unlink], () => ask(question.hidden !== false));
  opener.ariaExpanded = 'false';
  const ask = (isAsking: boolean) => {
    question.hidden = !isAsking;
    opener.ariaExpanded = String(isAsking);
    (isAsking ? keep : opener).focus();
  };
  const start = () => session.start(tag);
  const link = isOnHold
    ? actionButton('primary', [texts.linkAgain], start)
    : actionButton('secondary', [texts.linkAnother], start);
  return [elementOf('div', { class: 'buttons' }, ...(state === 'blocked' ? [] : [link]), opener), question];
}
