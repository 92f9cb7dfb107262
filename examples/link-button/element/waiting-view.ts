import { codeView } from './code-view.ts';
import { actionButton } from './controls.ts';
import { elementOf } from './element-of.ts';
import type { LinkView } from './link-view.ts';
import { requestFoot } from './request-foot.ts';
import { steps } from './steps.ts';

/** The code is out: it is to be sent from WhatsApp. */
export function waitingView(view: LinkView): Node[] {
  const { started } = view.session;
  return [steps(view, 2), ...(started ? codeView(view, started) : startedElsewhere(view)), requestFoot(view)];
}

function startedElsewhere({ session, language: { tag, texts } }: LinkView): Node[] {
  return [
    elementOf('p', { class: 'lead' }, texts.startedElsewhere),
    actionButton('primary', [texts.newCode], () => session.start(tag)),
  ];
}
