import { digitsOf, formatDigits, isComplete } from '../linking/confirmation-digits.ts';
import type { LinkRequest } from '../linking/user-link.ts';
import { FIRST_FOCUS } from './controls.ts';
import { elementOf } from './element-of.ts';
import type { LinkView } from './link-view.ts';
import { requestFoot } from './request-foot.ts';
import { numberOf, sentence } from './sentence.ts';
import { steps } from './steps.ts';

/** The code has arrived: its owner says that the number is theirs, with the digits that only its chat shows. */
export function confirmationView(view: LinkView, { maskedNumber }: LinkRequest): Node[] {
  const { language, productName } = view;
  const parts = { number: numberOf(maskedNumber ?? ''), product: productName };
  const lead = elementOf('p', { class: 'lead', id: 'lead' }, ...sentence(language.texts.enterDigits, parts));
  return [steps(view, 3), lead, form(view), requestFoot(view)];
}

function form({ session, language: { texts } }: LinkView): Node {
  const field = elementOf('input', {
    id: 'digits',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    placeholder: '000 000',
    dir: 'ltr',
    'aria-describedby': 'lead problem',
    [FIRST_FOCUS]: '',
  });
  const submit = elementOf(
    'button',
    { type: 'submit', class: 'primary', part: 'button primary', disabled: '' },
    texts.confirm,
  );
  const form = elementOf('form', {}, elementOf('label', { for: 'digits' }, texts.digitsLabel), field, submit);
  field.addEventListener('input', () => {
    const digits = digitsOf(field.value);
    field.value = formatDigits(digits);
    submit.disabled = !isComplete(digits);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const digits = digitsOf(field.value);
    if (isComplete(digits)) void session.confirm(digits);
  });
  return form;
}

/** Has the digits entered anew. */
export function rejectDigits(root: ParentNode): void {
  const field = root.querySelector('input');
  if (field === null) return;
  field.ariaInvalid = 'true';
  field.focus();
  field.select();
}
