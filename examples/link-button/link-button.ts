import { LinklineButton } from './element/linkline-button.ts';

export type { LinkCallables, StartedLink } from './linking/link-callables.ts';
export { LinkError } from './linking/link-error.ts';
export type { LinkConnection } from './linking/link-session.ts';
export type { LinkState } from './linking/link-state.ts';
export type { LinkedNumber, LinkRequest, UserLink } from './linking/user-link.ts';
export { LinklineButton };

declare global {
  interface HTMLElementTagNameMap {
    'linkline-button': LinklineButton;
  }
}

if (!customElements.get('linkline-button')) customElements.define('linkline-button', LinklineButton);
