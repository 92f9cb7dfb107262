import type { InboundLocation, InboundMedia } from '../../../domain/messaging/inbound-message.ts';
import type { TwilioParameters } from '../twilio-parameters.ts';

/** Twilio's limit for one message: https://www.twilio.com/docs/messaging/api/message-resource */
const MAXIMUM_MEDIA = 10;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** In the order of arrival, without those that have no address. */
export function parseMedia(parameters: TwilioParameters): readonly InboundMedia[] {
  const announced = Number(parameters.get('NumMedia') ?? 0);
  const media: InboundMedia[] = [];
  for (let index = 0; index < Math.min(announced, MAXIMUM_MEDIA); index += 1) {
    const url = parameters.get(`MediaUrl${index}`);
    const contentType = parameters.get(`MediaContentType${index}`) ?? 'application/octet-stream';
    if (url !== null) media.push({ url, contentType });
  }
  return media;
}

export function parseLocation(parameters: TwilioParameters): InboundLocation | null {
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
