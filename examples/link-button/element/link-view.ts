import type { StartedLink } from '../linking/link-callables.ts';
import type { LinkSession } from '../linking/link-session.ts';
import type { LinkStage } from '../linking/link-stage.ts';
import type { Language } from '../texts/language.ts';

/** What a view shows, and whom it tells what the user does. */
export interface LinkView {
  readonly session: LinkSession;
  readonly stage: LinkStage;
  readonly language: Language;
  readonly productName: string;
  /** Returns whether the page opens WhatsApp by itself, so that the link should not. */
  readonly isOpenedByPage: (started: StartedLink) => boolean;
}
