import type { Reply } from './reply.ts';

export interface ReplyTextsConfig {
  readonly productName: string;
  readonly linkPageUrl: string;
}

/** The words of the chat. */
export class ReplyTexts {
  readonly #product: string;
  readonly #linkPage: string;

  constructor(config: ReplyTextsConfig) {
    this.#product = config.productName;
    this.#linkPage = config.linkPageUrl;
  }

  /** Null where nothing is to be said. */
  textOf(reply: Reply): string | null {
    switch (reply.kind) {
      case 'none':
        return null;
      case 'link-claimed':
        return this.#claimed(reply.maskedAccount, reply.confirmationNumber);
      case 'please-link':
        return `Please link your account: ${this.#linkPage}`;
      case 'link-code-refused':
        return `This code is unknown or has expired. Get a new one here: ${this.#linkPage}`;
      case 'too-many-codes':
        return 'Too many wrong codes. Please try again in an hour.';
      case 'number-taken':
        return `This number is linked to an account of ${this.#product} already. To link it anew, text UNLINK first, then send the code again.`;
      case 'request-ended':
        return 'Thank you: the request has ended and this number was not linked.';
      case 'how-to-finish':
        return 'Nearly done: enter the six digits from above in the app. Tell them to nobody. Not you? Reply NO.';
      case 'how-to-link-again':
        return `The link of this number is on hold. Please link it again: ${this.#linkPage} - UNLINK ends it, STOP ends all messages.`;
      default:
        return this.#stateText(reply.kind);
    }
  }

  /** What goes out, through the outbox, when a link has been made. */
  get accountLinked(): string {
    return 'Account linked!';
  }

  /** Tells the former number that its account has moved. */
  get accountMoved(): string {
    return `Your account of ${this.#product} is now linked to another number. If this was not you, sign in and check it: ${this.#linkPage}`;
  }

  /** Tells a number that its link was ended in the app. */
  get accountUnlinked(): string {
    return `Your account of ${this.#product} is no longer linked to this number. If this was not you, sign in and check it: ${this.#linkPage}`;
  }

  /** What the holder of a number agrees to by telling the app the six digits: the chat's own words, less account and digits. */
  get consentToDigits(): string {
    return this.#question(this.#product, 'the six digits');
  }

  /** What the holder of a number agrees to by sending the code, where that is enough. */
  get consentToCode(): string {
    return `Sending this code links this number to ${this.#product}.`;
  }

  #claimed(maskedAccount: string | null, confirmationNumber: string): string {
    const who = maskedAccount === null ? this.#product : `${this.#product}: ${maskedAccount}`;
    return `${this.#question(who, confirmationNumber)} Tell it to nobody. Not you? Reply NO.`;
  }

  #question(who: string, digits: string): string {
    return `${who} wants to link this number. To agree, enter ${digits} in the app.`;
  }

  #stateText(kind: Exclude<Reply['kind'], 'none' | 'link-claimed' | LinkingReplyKind>): string {
    switch (kind) {
      case 'unlinked':
        return `Done: this number is no longer linked to ${this.#product}.`;
      case 'nothing-to-unlink':
        return 'This number is not linked to any account.';
      case 'status-linked':
        return `This number is linked to your account of ${this.#product}. Text UNLINK to end that, STOP to get no more messages.`;
      case 'status-not-linked':
        return `This number is not linked to any account. Please link your account: ${this.#linkPage}`;
      case 'help-linked':
        return `You are talking to ${this.#product}. STATUS shows your link, UNLINK ends it, STOP ends all messages.`;
      case 'help-not-linked':
        return `You are talking to ${this.#product}. To use it here, please link your account: ${this.#linkPage} - STOP ends all messages.`;
      case 'help-opted-out':
        return `You are talking to ${this.#product} and have stopped its messages. Text START to get them again.`;
      case 'opted-out':
        return `You will get no more messages from ${this.#product}. Text START to change that.`;
      case 'opted-in':
        return `You will get messages from ${this.#product} again. Text STOP to end them.`;
      case 'how-to-start':
        return `You have stopped messages from ${this.#product}. Text START to get them again.`;
    }
  }
}

type LinkingReplyKind =
  | 'please-link'
  | 'link-code-refused'
  | 'too-many-codes'
  | 'number-taken'
  | 'request-ended'
  | 'how-to-finish'
  | 'how-to-link-again';
