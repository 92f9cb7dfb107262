import { ReplyTexts } from '../../src/domain/messaging/reply-texts.ts';
import { plainReply, type PlainReplyKind } from '../../src/domain/messaging/reply.ts';
import { LANGUAGES } from '../../src/domain/shared/language.ts';

export const EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
const TWIML =
  /^<\?xml version="1\.0" encoding="UTF-8"\?><Response><Message>((?:[^<>&]|&(?:amp|lt|gt|#xD);)+)<\/Message><\/Response>$/u;

/** Complete by its type. */
const plainReplies: Readonly<Record<PlainReplyKind, true>> = {
  none: true,
  'please-link': true,
  'link-code-refused': true,
  'too-many-codes': true,
  'number-taken': true,
  'request-ended': true,
  'how-to-finish': true,
  'how-to-link-again': true,
  unlinked: true,
  'nothing-to-unlink': true,
  'status-linked': true,
  'status-not-linked': true,
  'help-linked': true,
  'help-not-linked': true,
  'help-opted-out': true,
  'opted-out': true,
  'opted-in': true,
  'how-to-start': true,
};

/** Tells whether TwiML is one of the answers that nobody's text is part of. */
export class KnownAnswers {
  readonly #texts: ReadonlySet<string | null>;

  constructor(config: ConstructorParameters<typeof ReplyTexts>[0]) {
    const texts = new ReplyTexts(config);
    // the keys of the literal above
    const kinds = Object.keys(plainReplies) as PlainReplyKind[];
    this.#texts = new Set(
      LANGUAGES.flatMap((language) => kinds.map((kind) => texts.textOf(plainReply(kind, language)))),
    );
  }

  has(twiml: string): boolean {
    if (twiml === EMPTY_TWIML) return true;
    const text = TWIML.exec(twiml)?.[1];
    return text !== undefined && this.#texts.has(unescaped(text));
  }
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#xD;', '\r')
    .replaceAll('&amp;', '&');
}
