/** Never `text/plain`: Twilio sends such a body to the person as a message. */
export const TWIML_CONTENT_TYPE = 'text/xml';

/** Characters that XML 1.0 cannot hold even escaped, lone surrogates among them: https://www.w3.org/TR/xml/#charsets */
const ILLEGAL = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // an XML reader would turn a bare carriage return into a line feed
  '\r': '&#xD;',
};

/** The answer that makes Twilio send `reply`, or nothing where there is nothing to send. */
export function twiml(reply: string | null): string {
  const text = (reply ?? '').replace(ILLEGAL, '');
  const response = text === '' ? '<Response/>' : `<Response><Message>${escape(text)}</Message></Response>`;
  return `<?xml version="1.0" encoding="UTF-8"?>${response}`;
}

function escape(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}
