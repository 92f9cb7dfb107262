import {
  XML_PARSE_FAILURE,
  INVALID_ROOT_ELEMENT,
  SCHEMA_WARNING,
  INVALID_MESSAGE_BODY,
} from '../debugger/debugger-codes.ts';
import { BODY_TOO_LONG, MAXIMUM_BODY_LENGTH } from '../messages/body-limit.ts';
import { type AnswerProblem, type Interpretation, invalidAnswer, type Reply } from './interpretation.ts';
import { parseXml } from './parse-xml.ts';
import { XmlSyntaxError } from './xml-characters.ts';
import { elementsOf, textOf, type XmlElement } from './xml-element.ts';

/** The replies of a TwiML document. Verbs other than Message are reported and skipped. */
export function interpretTwiml(source: string): Interpretation {
  try {
    return interpretResponse(parseXml(source));
  } catch (error) {
    if (!(error instanceof XmlSyntaxError)) throw error;
    return invalidAnswer(XML_PARSE_FAILURE, error.message);
  }
}

function interpretResponse(root: XmlElement): Interpretation {
  if (root.name !== 'Response') {
    return invalidAnswer(INVALID_ROOT_ELEMENT, `The root element is <${root.name}>, not <Response>.`);
  }
  const replies: Reply[] = [];
  const warnings: AnswerProblem[] = [];
  if (textOf(root).trim() !== '') {
    warnings.push({ code: SCHEMA_WARNING, message: 'Text stands directly inside <Response>.' });
  }
  for (const verb of elementsOf(root)) {
    const reply = verb.name === 'Message' ? readMessage(verb) : undefined;
    const warning = reply === undefined ? unknownElement(verb) : warningOf(verb, reply);
    if (warning !== undefined) warnings.push(warning);
    if (reply !== undefined && isSendable(reply)) replies.push(reply);
  }
  return { replies, failure: null, warnings };
}

function readMessage(message: XmlElement): Reply {
  const bodies = elementsOf(message).filter(({ name }) => name === 'Body');
  const media = elementsOf(message).filter(({ name }) => name === 'Media');
  const text = bodies.length > 0 ? bodies.map((body) => textOf(body)).join('') : textOf(message);
  return { text: text.trim(), mediaUrls: media.map((element) => textOf(element).trim()) };
}

const isSendable = ({ text, mediaUrls }: Reply): boolean =>
  text.length <= MAXIMUM_BODY_LENGTH && (text !== '' || mediaUrls.length > 0);

function warningOf(message: XmlElement, reply: Reply): AnswerProblem | undefined {
  if (reply.text.length > MAXIMUM_BODY_LENGTH) {
    return { code: BODY_TOO_LONG, message: 'A reply is longer than 1600 characters and is not sent.' };
  }
  if (!isSendable(reply))
    return { code: INVALID_MESSAGE_BODY, message: 'A <Message> is empty and is not sent.' };
  const stranger = elementsOf(message).find(({ name }) => name !== 'Body' && name !== 'Media');
  return stranger && unknownElement(stranger);
}

function unknownElement({ name }: XmlElement): AnswerProblem {
  return { code: SCHEMA_WARNING, message: `<${name}> is not a verb the simulator acts on here.` };
}
