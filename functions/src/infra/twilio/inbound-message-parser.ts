import { parseWhatsAppAddress, type WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type {
  InboundButton,
  InboundLocation,
  InboundMedia,
  InboundMessage,
  Sender,
} from '../../domain/messaging/inbound-message.ts';
import { InvalidWhatsAppNumberError } from '../../domain/linking/linking-errors.ts';
import type { TwilioParameters } from './twilio-parameters.ts';

export type InboundMessageParsing =
  | { readonly kind: 'parsed'; readonly message: InboundMessage }
  | { readonly kind: 'refused'; readonly httpStatus: 400; readonly reason: 'invalid-sender' };

/** Twilio's limit for one message: https://www.twilio.com/docs/messaging/api/message-resource */
const MAXIMUM_MEDIA = 10;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Reads a verified webhook; parameters it does not know are ignored. https://www.twilio.com/docs/messaging/guides/webhook-request */
export function parseInboundMessage(parameters: TwilioParameters): InboundMessageParsing {
  const sender = senderOf(parameters);
  if (sender === null) return { kind: 'refused', httpStatus: 400, reason: 'invalid-sender' };
  const media = mediaOf(parameters);
  const location = locationOf(parameters);
  const button = buttonOf(parameters);
  const message: InboundMessage = {
    messageSid: parameters.get('MessageSid') ?? '',
    sender,
    type: parameters.get('MessageType') ?? typeBy({ media, location, button }),
    body: parameters.get('Body') ?? '',
    media,
    location,
    button,
    optOutType: optOutTypeOf(parameters),
  };
  return { kind: 'parsed', message };
}

/**
 * `From` is where to answer. A person who shows the phone has the business-scoped id beside it; of one who hides it the phone is
 * known only where `WaId` names it. `WaId` never replaces a phone: in some countries it is written in another way.
 */
function senderOf(parameters: TwilioParameters): Sender | null {
  const address = addressIn(parameters.get('From'));
  if (address === null) return null;
  const waId = parameters.get('WaId');
  const other =
    address.kind === 'phone'
      ? addressIn(parameters.get('ExternalUserId'))
      : addressIn(waId === null ? null : `whatsapp:+${waId}`);
  return {
    address,
    otherAddress: other === null || other.kind === address.kind ? null : other,
    profileName: parameters.get('ProfileName'),
  };
}

function addressIn(value: string | null): WhatsAppAddress | null {
  if (value === null) return null;
  try {
    return parseWhatsAppAddress(value);
  } catch (error) {
    if (error instanceof InvalidWhatsAppNumberError) return null;
    throw error;
  }
}

function mediaOf(parameters: TwilioParameters): readonly InboundMedia[] {
  const announced = Number(parameters.get('NumMedia') ?? 0);
  const media: InboundMedia[] = [];
  for (let index = 0; index < Math.min(announced, MAXIMUM_MEDIA); index += 1) {
    const url = parameters.get(`MediaUrl${index}`);
    const contentType = parameters.get(`MediaContentType${index}`) ?? 'application/octet-stream';
    if (url !== null) media.push({ url, contentType });
  }
  return media;
}

function locationOf(parameters: TwilioParameters): InboundLocation | null {
  const latitude = degreesIn(parameters.get('Latitude'), 90);
  const longitude = degreesIn(parameters.get('Longitude'), 180);
  if (latitude === null || longitude === null) return null;
  return { latitude, longitude, label: parameters.get('Label'), address: parameters.get('Address') };
}

function degreesIn(value: string | null, maximum: number): number | null {
  if (value === null || !DECIMAL.test(value)) return null;
  const degrees = Number(value);
  return Math.abs(degrees) <= maximum ? degrees : null;
}

function buttonOf(parameters: TwilioParameters): InboundButton | null {
  const payload = parameters.get('ButtonPayload');
  const text = parameters.get('ButtonText') ?? (payload === null ? null : parameters.get('Body'));
  return text === null ? null : { text, payload };
}

function optOutTypeOf(parameters: TwilioParameters): InboundMessage['optOutType'] {
  const type = parameters.get('OptOutType');
  return type === 'STOP' || type === 'START' || type === 'HELP' ? type : null;
}

function typeBy(content: Pick<InboundMessage, 'media' | 'location' | 'button'>): string {
  if (content.media.length > 0) return 'media';
  if (content.location !== null) return 'location';
  return content.button === null ? 'text' : 'button';
}
