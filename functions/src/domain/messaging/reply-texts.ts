import type { Language } from '../shared/language.ts';
import type { Reply } from './reply.ts';
import { isolated } from '../replies/isolated.ts';
import { fillTemplate } from '../replies/reply-template.ts';
import type { ReplyPlaceholder, ReplyTextKey, Translation } from '../replies/translation.ts';
import { translations } from '../replies/translations.ts';

/** A product's own words, in place of some of Linkline's. */
export type ReplyTextOverrides = Readonly<Partial<Record<Language, Partial<Translation>>>>;

export interface ReplyTextsConfig {
  readonly productName: string;
  readonly linkPageUrl: string;
  readonly overrides?: ReplyTextOverrides;
}

type OwnValues<Key extends ReplyTextKey> = Readonly<
  Record<Exclude<ReplyPlaceholder<Key>, 'product' | 'linkPage'>, string>
>;

/** The words of the chat. */
export class ReplyTexts {
  readonly #config: ReplyTextsConfig;

  constructor(config: ReplyTextsConfig) {
    this.#config = config;
  }

  /** Null where nothing is to be said. */
  textOf(reply: Reply): string | null {
    if (reply.kind === 'none') return null;
    const { language } = reply;
    if (reply.kind !== 'link-claimed') return this.#fill(language, reply.kind, {});
    const requester = this.#requester(language, reply.maskedAccount);
    const question = this.#fill(language, 'link-question', { requester, digits: reply.confirmationNumber });
    return this.#fill(language, 'link-claimed', { question });
  }

  /** What goes out, through the outbox, when a link has been made. */
  accountLinked(language: Language): string {
    return this.#fill(language, 'account-linked', {});
  }

  /** Tells the former number that its account has moved. */
  accountMoved(language: Language): string {
    return this.#fill(language, 'account-moved', {});
  }

  /** Tells a number that its link was ended in the app. */
  accountUnlinked(language: Language): string {
    return this.#fill(language, 'account-unlinked', {});
  }

  /** What the holder of a number agrees to by telling the app the six digits: the chat's own words, less account and digits. */
  consentToDigits(language: Language): string {
    const digits = this.#fill(language, 'six-digits', {});
    return this.#fill(language, 'link-question', { requester: this.#requester(language, null), digits });
  }

  /** What the holder of a number agrees to by sending the code, where that is enough. */
  consentToCode(language: Language): string {
    return this.#fill(language, 'consent-to-code', {});
  }

  #requester(language: Language, maskedAccount: string | null): string {
    const product = isolated(this.#config.productName, language);
    return maskedAccount === null ? product : `${product}: ${isolated(maskedAccount, language)}`;
  }

  #fill<Key extends ReplyTextKey>(language: Language, key: Key, values: OwnValues<Key>): string {
    const { overrides, productName, linkPageUrl } = this.#config;
    return fillTemplate(overrides?.[language]?.[key] ?? translations[language][key], {
      product: isolated(productName, language),
      linkPage: linkPageUrl,
      ...values,
    });
  }
}
