import {
  HTTP_RETRIEVAL_FAILURE,
  ANSWER_TOO_LARGE,
  XML_PARSE_FAILURE,
  INVALID_CONTENT_TYPE,
} from '../debugger/debugger-codes.ts';
import { ANSWER_LIMIT } from '../webhook/webhook-attempt.ts';
import { interpretTwiml } from './interpret-twiml.ts';
import { type Interpretation, invalidAnswer } from './interpretation.ts';

export interface WebhookAnswer {
  readonly contentType: string | null;
  readonly body: Uint8Array;
}

const TWIML_TYPES: ReadonlySet<string> = new Set(['text/xml', 'application/xml', 'text/html']);

/** What Twilio does with a 2xx answer: https://www.twilio.com/docs/messaging/twiml */
export function interpretAnswer({ contentType, body }: WebhookAnswer): Interpretation {
  if (body.length > ANSWER_LIMIT) return invalidAnswer(ANSWER_TOO_LARGE, 'The answer is longer than 64 kB.');
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (body.length === 0 && !TWIML_TYPES.has(type)) return { replies: [], failure: null, warnings: [] };
  if (type === '') return invalidAnswer(HTTP_RETRIEVAL_FAILURE, 'The answer has a body but no Content-Type.');
  if (type !== 'text/plain' && !TWIML_TYPES.has(type)) {
    return invalidAnswer(INVALID_CONTENT_TYPE, `${type} is neither TwiML nor plain text.`);
  }
  const text = decode(body, parameters);
  if (text === undefined)
    return invalidAnswer(XML_PARSE_FAILURE, 'The answer is not in the character set it declares.');
  return type === 'text/plain' ? plainText(text) : interpretTwiml(text);
}

function plainText(text: string): Interpretation {
  const replies = text.trim() === '' ? [] : [{ text, mediaUrls: [] }];
  return { replies, failure: null, warnings: [] };
}

function decode(body: Uint8Array, parameters: readonly string[]): string | undefined {
  const declared = parameters.find((parameter) => parameter.startsWith('charset='));
  try {
    const charset = declared?.slice('charset='.length).replaceAll('"', '') ?? 'utf-8';
    return new TextDecoder(charset, { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
