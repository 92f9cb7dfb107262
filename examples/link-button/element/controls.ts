import { elementOf } from './element-of.ts';

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet';

/** A button that does nothing while another act is under way. */
export function actionButton(
  kind: ButtonKind,
  children: readonly (Node | string)[],
  run: (button: HTMLButtonElement) => unknown,
): HTMLButtonElement {
  const button = elementOf('button', { type: 'button', class: kind, part: `button ${kind}` }, ...children);
  button.addEventListener('click', () => {
    if (button.ariaDisabled !== 'true') run(button);
  });
  return button;
}

/** Keeps the buttons in the order of the tabulator while they are out of use. */
export function setBusy(root: ParentNode, isBusy: boolean): void {
  for (const button of root.querySelectorAll('button')) button.ariaDisabled = isBusy ? 'true' : null;
}

/** Where the focus goes when the view with the focused control is replaced. */
export const FIRST_FOCUS = 'data-first-focus';
