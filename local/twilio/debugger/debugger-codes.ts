/** What Twilio calls the ways in which a webhook goes wrong: https://www.twilio.com/docs/api/errors */
export const INVALID_URL_FORMAT = 11100;
export const HTTP_RETRIEVAL_FAILURE = 11200;
export const HTTP_CONNECTION_FAILURE = 11205;
export const HTTP_BAD_HOST_NAME = 11210;
export const HTTP_TOO_MANY_REDIRECTS = 11215;
export const TLS_HANDSHAKE_ERROR = 11220;
export const INVALID_RETRY_POLICY = 11243;
export const ANSWER_TOO_LARGE = 11750;
export const XML_PARSE_FAILURE = 12100;
export const INVALID_ROOT_ELEMENT = 12102;
export const SCHEMA_WARNING = 12200;
export const INVALID_CONTENT_TYPE = 12300;
export const INVALID_MESSAGE_BODY = 14103;
export const REPLY_LIMIT_EXCEEDED = 14107;
