import { describe, expect, it } from 'vitest';

import { interpretAnswer } from './interpret-answer.ts';

const interpret = (contentType: string | null, body: string | Uint8Array) =>
  interpretAnswer({ contentType, body: Buffer.from(body) });

const message = (inner: string): string => `<Response><Message>${inner}</Message></Response>`;

describe('interpretAnswer', () => {
  it.each([
    ['an empty answer', null, '', []],
    ['an empty plain answer', 'text/plain', '', []],
    ['an empty Response', 'text/xml', '<Response/>', []],
    ['plain text, which is sent', 'text/plain; charset=utf-8', 'OK', ['OK']],
    ['blank plain text', 'text/plain', ' \n', []],
    ['direct text', 'text/xml', message('Hi &amp; bye'), ['Hi & bye']],
    ['a Body', 'application/xml', message('\n<Body>Hi</Body>\n'), ['Hi']],
    ['TwiML as HTML', 'text/html; charset=UTF-8', message('Hi'), ['Hi']],
    ['two messages', 'text/xml', '<Response><Message>1</Message><Message>2</Message></Response>', ['1', '2']],
  ])('takes %s', (_name, contentType, body, replies) => {
    const interpretation = interpret(contentType, body);
    expect(interpretation).toMatchObject({ failure: null, warnings: [] });
    expect(interpretation.replies.map(({ text }) => text)).toEqual(replies);
  });

  it.each([
    ['a body without a content type', null, 'hi', 11200],
    ['another content type', 'application/json', '{}', 12300],
    ['text that is no XML', 'text/html', 'ok', 12100],
    ['an empty XML document', 'text/xml', '', 12100],
    ['another root', 'text/xml', '<Message>hi</Message>', 12102],
    ['more than 64 kB', 'text/plain', 'x'.repeat(64 * 1024 + 1), 11750],
    ['broken UTF-8', 'text/xml', new Uint8Array([0x3c, 0xff]), 12100],
    ['an unknown character set', 'text/plain; charset=klingon', 'hi', 12100],
  ])('refuses %s', (_name, contentType, body, code) => {
    expect(interpret(contentType, body)).toMatchObject({ replies: [], failure: { code } });
  });

  it.each([
    ['another verb', '<Response><Redirect>/x</Redirect><Message>hi</Message></Response>', 12200, ['hi']],
    ['text outside a verb', '<Response>hi</Response>', 12200, []],
    ['an empty message', message(''), 14103, []],
    ['a reply that is too long', message('x'.repeat(1601)), 21617, []],
    ['an unknown element in a message', message('<Body>hi</Body><Sticker/>'), 12200, ['hi']],
  ])('warns of %s and sends the rest', (_name, body, code, replies) => {
    const interpretation = interpret('text/xml', body);
    expect(interpretation.failure).toBeNull();
    expect(interpretation.warnings.map((warning) => warning.code)).toEqual([code]);
    expect(interpretation.replies.map(({ text }) => text)).toEqual(replies);
  });

  it('decodes the declared character set', () => {
    const body = new Uint8Array([0x65, 0xe9]);
    expect(interpret('text/plain; charset="iso-8859-1"', body).replies).toEqual([
      { text: 'eé', mediaUrls: [] },
    ]);
  });

  it('sends media', () => {
    const url = 'https://example.com/cat.png';
    expect(interpret('text/xml', message(`<Media>${url}</Media>`)).replies).toEqual([
      { text: '', mediaUrls: [url] },
    ]);
  });
});
