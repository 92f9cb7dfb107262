import * as fc from 'fast-check';

/** Texts that something between the wire and the database might stumble over. */
const knownOddities = [
  '',
  ' ',
  '\u0000',
  '\u0007\u001b[31m',
  'line\r\nline\u2028line\u2029line',
  '\ud83d',
  '\udc4b half',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\u202eright to left\u202c',
  '\ufeffmark\ufffe\uffff',
  '\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u0661\u0662\u0663',
  'Z\u0351\u036b\u0343a\u0329l\u0334g\u0321o\u0322',
  '</Message></Response><Response><Redirect>https://evil.example</Redirect>',
  '<![CDATA[ ]]>&amp;&#x0;&lt;',
  '{"severity":"CRITICAL","message":"forged"}',
  '\n{"severity":"CRITICAL"}',
  '${7*7}{{7*7}}%{7*7}',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  '-1',
  '1e999',
  'NaN',
  '0x10',
  '../../whatsapp_user_mappings/x',
  'a/b/c',
  '.',
  '..',
  '__name__',
  '%',
  '%2',
  '%00',
  '%ff%fe',
  'a&b=c',
  'STOP',
  'no',
  'UNLINK',
  'LINK ABCD-1234',
  'LINK ZZZZ-ZZZZ',
  'link oooo-i1l1',
] as const;

export const oddText = fc.oneof(
  fc.constantFrom(...knownOddities),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  // any code unit, also half of a surrogate pair
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
    .map((units) => String.fromCharCode(...units)),
);

/** Up to a text that no message of WhatsApp can be. */
export const longText = fc
  .tuple(fc.constantFrom('x', 'é', '👋', '%', '\u0000', '{"a":'), fc.constantFrom(100, 1_600, 4_096, 16_000))
  .map(([unit, count]) => unit.repeat(count));

const harmlessName = fc.constantFrom(
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'prototype',
  '',
  '?',
  'a[]',
  'a.b',
  'a[b][c]',
  'Body',
  'Body[]',
  '__proto__[From]',
  'from',
  'FROM',
  'bodySHA256',
  'oid',
  'SmsSid',
  'ApiVersion',
  'NeverHeardOf',
);

/** Now and then one that must not come twice. */
export const oddName = fc.oneof(
  { weight: 20, arbitrary: harmlessName },
  { weight: 10, arbitrary: oddText },
  { weight: 1, arbitrary: fc.constantFrom('From', 'To', 'AccountSid', 'MessageSid') },
);
