import { type LinkError, mendedBySignIn } from '../linking/link-error.ts';
import type { LinkSession } from '../linking/link-session.ts';
import type { LinkStage } from '../linking/link-stage.ts';
import { errorSentence } from '../texts/error-sentence.ts';
import type { Language } from '../texts/language.ts';
import { formatCountdown } from '../texts/link-times.ts';
import { cardBody } from './card-body.ts';
import { rejectDigits } from './confirmation-view.ts';
import { actionButton, FIRST_FOCUS, setBusy } from './controls.ts';
import { elementOf } from './element-of.ts';
import { linkStatus } from './link-status.ts';
import type { LinkView } from './link-view.ts';
import { notice, type NoticeTone } from './notice.ts';

export interface CardContent extends Omit<LinkView, 'stage'> {
  /** From 1 to 6, to fit into the page's headings. */
  readonly headingLevel: string;
}

/** Shows a session in a shadow root. Only what has changed is replaced, so that focus and live regions stay as they are. */
export class LinkCard {
  readonly #root: ShadowRoot;
  readonly #title = elementOf('h2', { id: 'title', tabindex: '-1', part: 'title' });
  readonly #status = elementOf('span', { class: 'pill', role: 'status' });
  readonly #body = elementOf('div', { class: 'body' });
  readonly #problem = elementOf('div', { id: 'problem', class: 'outcome' });
  readonly #outcome = elementOf('div', { class: 'outcome', role: 'status' });
  readonly #card = elementOf(
    'div',
    { class: 'card', part: 'card', role: 'group', 'aria-labelledby': 'title' },
    elementOf('header', {}, this.#title, this.#status),
    this.#body,
    this.#problem,
    this.#outcome,
  );
  /** What each part was made of. */
  readonly #made = new Map<Node, unknown>();
  #session: LinkSession | null = null;

  constructor(root: ShadowRoot) {
    this.#root = root;
  }

  focus(options?: FocusOptions): void {
    this.#title.focus(options);
  }

  hide(): void {
    this.#card.remove();
  }

  show(content: CardContent): void {
    if (!this.#card.isConnected) this.#root.append(this.#card);
    const { session, language, headingLevel } = content;
    const { stage } = session;
    const hadFocus = this.#root.activeElement !== null;
    // what was made for another session shows another user's number, and acts for that user
    if (session !== this.#session || language.tag !== this.#card.lang) this.#made.clear();
    this.#session = session;
    this.#card.lang = language.tag;
    this.#card.dir = language.direction;
    this.#card.ariaBusy = String(session.isBusy || stage === null);
    this.#title.ariaLevel = headingLevel;
    this.#showStatus(stage, language);
    const isNewBody = stage ? this.#showBody({ ...content, stage }) : this.#make(this.#body, null, () => []);
    if (hadFocus && isNewBody) this.#body.querySelector<HTMLElement>(`[${FIRST_FOCUS}]`)?.focus();
    this.#showProblem(session, language);
    this.#showNotice(noticeIn(session, language), 'information');
    setBusy(this.#card, session.isBusy);
    if (hadFocus && this.#root.activeElement === null) this.focus();
  }

  #showStatus(stage: LinkStage | null, { texts }: Language): void {
    const { tone, words } = linkStatus(stage, texts);
    this.#status.dataset['tone'] = tone;
    this.#status.ariaLabel = texts.stateLabel;
    this.#make(this.#title, texts.title, () => [texts.title]);
    this.#make(this.#status, words, () => [words]);
  }

  /** Returns whether it is another one. */
  #showBody(view: LinkView): boolean {
    const { stage, session, productName } = view;
    const content = [stage.linked, stage.request, session.started?.requestId, productName];
    const isNew = this.#make(this.#body, JSON.stringify(content), () => cardBody(view));
    const countdown = this.#body.querySelector('.countdown');
    if (countdown) countdown.textContent = formatCountdown((stage.request?.expiresAt ?? 0) - session.now);
    return isNew;
  }

  #showProblem(session: LinkSession, language: Language): void {
    const { problem, now } = session;
    const isNew = this.#make(this.#problem, problem, () =>
      problem === null ? [] : problemNodes(problem, session, errorSentence(problem, language, now), language),
    );
    if (isNew && problem?.code === 'confirmation-number-wrong') rejectDigits(this.#body);
  }

  #showNotice(words: string | null, tone: NoticeTone): void {
    this.#make(this.#outcome, words, () => (words === null ? [] : [notice(tone, words)]));
  }

  /** Fills the part anew where it was made of something else; returns whether it was. */
  #make(part: Element, of: unknown, children: () => readonly (Node | string)[]): boolean {
    if (this.#made.has(part) && this.#made.get(part) === of) return false;
    this.#made.set(part, of);
    part.replaceChildren(...children());
    return true;
  }
}

function noticeIn({ notice, stage }: LinkSession, { texts }: Language): string | null {
  if (notice !== null) return texts[notice];
  return stage?.hasExpired === true ? texts.expired : null;
}

function problemNodes(
  { code }: LinkError,
  session: LinkSession,
  words: string,
  { texts }: Language,
): readonly Node[] {
  const said = notice('problem', words);
  if (!session.canSignInAgain || !mendedBySignIn.has(code)) return [said];
  return [said, actionButton('secondary', [texts.signInAgain], () => session.signInAgain())];
}
