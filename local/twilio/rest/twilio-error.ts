import { type HttpAnswer, jsonAnswer } from '../http/http-exchange.ts';

/** A refusal in the shape of Twilio's REST API: https://www.twilio.com/docs/api/errors */
export class TwilioError extends Error {
  override readonly name = 'TwilioError';
  readonly code: number;
  readonly status: number;

  constructor(code: number, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function errorAnswer(
  { code, message, status }: TwilioError,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  const moreInfo = `https://www.twilio.com/docs/errors/${code}`;
  return jsonAnswer(status, { code, message, more_info: moreInfo, status }, headers);
}

export const notFound = (path: string): TwilioError =>
  new TwilioError(20404, `The requested resource ${path} was not found`, 404);
