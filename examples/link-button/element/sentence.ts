import { elementOf } from './element-of.ts';

/** A text with its `{…}` filled in; what is a node stays one. */
export function sentence(text: string, parts: Readonly<Record<string, string | Node>>): (string | Node)[] {
  return text.split(/\{(\w+)\}/).map((piece, index) => (index % 2 === 0 ? piece : (parts[piece] ?? '')));
}

/** A masked number, from left to right in every language. */
export function numberOf(maskedNumber: string): HTMLElement {
  return elementOf('bdi', { class: 'number', dir: 'ltr' }, maskedNumber);
}
