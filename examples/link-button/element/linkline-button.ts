import type { StartedLink } from '../linking/link-callables.ts';
import { LinkSession, type LinkConnection } from '../linking/link-session.ts';
import { languageOf } from '../texts/language.ts';
import { LinkCard } from './link-card.ts';
import card from './styles/card.css' with { type: 'text' };
import controls from './styles/controls.css' with { type: 'text' };
import linked from './styles/linked.css' with { type: 'text' };
import request from './styles/request.css' with { type: 'text' };

/**
 * `<linkline-button product-name lang heading-level>`: links the signed-in user's WhatsApp number, shows the link, and ends it.
 * Fires `linked`, `unlinked`, `error`, and, before WhatsApp is opened, the cancelable `open-whatsapp`.
 */
export class LinklineButton extends HTMLElement {
  static readonly observedAttributes = ['lang', 'product-name', 'heading-level'];
  readonly #card: LinkCard;
  #connection: LinkConnection | null = null;
  #session: LinkSession | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets.push(styleSheet());
    this.#card = new LinkCard(root);
  }

  /** Shows the link of the user who is signed in now. */
  connect(connection: LinkConnection): void {
    this.#connection = connection;
    this.#reopen();
  }

  /** The user has signed out: shows nothing. */
  disconnect(): void {
    this.#connection = null;
    this.#reopen();
  }

  connectedCallback(): void {
    this.#reopen();
  }

  disconnectedCallback(): void {
    this.#reopen();
  }

  attributeChangedCallback(): void {
    this.#render();
  }

  /** Focuses its heading. */
  override focus(options?: FocusOptions): void {
    this.#card.focus(options);
  }

  #reopen(): void {
    this.#session?.close();
    this.#session = this.#connection && this.isConnected ? this.#open(this.#connection) : null;
    this.#render();
  }

  #open(connection: LinkConnection): LinkSession {
    return new LinkSession(connection, {
      onChange: () => this.#render(),
      onLinked: (detail) => this.dispatchEvent(new CustomEvent('linked', { detail })),
      onUnlinked: () => this.dispatchEvent(new CustomEvent('unlinked')),
      onError: (detail) => this.dispatchEvent(new CustomEvent('error', { detail })),
    });
  }

  #render(): void {
    const session = this.#session;
    this.#tick(Boolean(session?.stage?.request));
    if (session === null) {
      this.#card.hide();
      return;
    }
    this.#card.show({
      session,
      language: languageOf(this.closest<HTMLElement>('[lang]')?.lang ?? ''),
      productName: this.getAttribute('product-name') ?? document.title,
      headingLevel: this.getAttribute('heading-level') ?? '2',
      isOpenedByPage: (started) => this.#announceOpening(started),
    });
  }

  /** The countdown goes on, and the request expires, by the clock. */
  #tick(hasRequest: boolean): void {
    clearInterval(this.#timer);
    if (hasRequest) this.#timer = setInterval(() => this.#render(), 1_000);
  }

  #announceOpening({ deepLink, code }: StartedLink): boolean {
    return !this.dispatchEvent(
      new CustomEvent('open-whatsapp', { detail: { deepLink, code }, cancelable: true }),
    );
  }
}

let shared: CSSStyleSheet | undefined;

/** One for all buttons; no rule against inline styles forbids it. */
function styleSheet(): CSSStyleSheet {
  if (shared === undefined) {
    shared = new CSSStyleSheet();
    shared.replaceSync([card, controls, linked, request].join('\n'));
  }
  return shared;
}
