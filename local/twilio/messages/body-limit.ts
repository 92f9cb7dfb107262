/** UTF-16 code units; longer texts are error 21617, https://www.twilio.com/docs/api/errors/21617 */
export const MAXIMUM_BODY_LENGTH = 1600;
export const BODY_TOO_LONG = 21617;
