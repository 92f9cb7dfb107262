import type { InboundMessage } from '../../../domain/messaging/inbound-message.ts';
import type { TwilioParameters } from '../twilio-parameters.ts';
import { parseLocation, parseMedia } from './attachment-parser.ts';
import { parseForwarded, parseReferral, parseRepliedTo } from './context-parser.ts';
import { parseButton, parseFlow, parseListReply } from './interaction-parser.ts';
import { parseSender } from './sender-parser.ts';

export type InboundMessageParsing =
  | { readonly kind: 'parsed'; readonly message: InboundMessage }
  | { readonly kind: 'refused'; readonly httpStatus: 400; readonly reason: 'invalid-sender' };

/** Reads a verified webhook; parameters it does not know are ignored. https://www.twilio.com/docs/messaging/guides/webhook-request */
export function parseInboundMessage(parameters: TwilioParameters): InboundMessageParsing {
  const sender = parseSender(parameters);
  if (sender === null) return { kind: 'refused', httpStatus: 400, reason: 'invalid-sender' };
  const content = {
    media: parseMedia(parameters),
    location: parseLocation(parameters),
    button: parseButton(parameters),
    listReply: parseListReply(parameters),
    flow: parseFlow(parameters),
  };
  const message: InboundMessage = {
    messageSid: parameters.get('MessageSid') ?? '',
    sender,
    sentTo: parameters.get('To') ?? '',
    type: parameters.get('MessageType') ?? typeOf(content),
    body: parameters.get('Body') ?? '',
    ...content,
    repliedTo: parseRepliedTo(parameters),
    forwarded: parseForwarded(parameters),
    referral: parseReferral(parameters),
    optOutType: parseOptOutType(parameters),
  };
  return { kind: 'parsed', message };
}

function parseOptOutType(parameters: TwilioParameters): InboundMessage['optOutType'] {
  const type = parameters.get('OptOutType');
  return type === 'STOP' || type === 'START' || type === 'HELP' ? type : null;
}

/** For a message whose kind Twilio does not name. */
function typeOf(
  content: Pick<InboundMessage, 'media' | 'location' | 'button' | 'listReply' | 'flow'>,
): string {
  if (content.media.length > 0) return 'media';
  if (content.location !== null) return 'location';
  if (content.button !== null) return 'button';
  return content.listReply === null && content.flow === null ? 'text' : 'interactive';
}
