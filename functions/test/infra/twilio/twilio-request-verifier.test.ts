import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/infra/config/secret.ts';
import {
  TwilioRequestVerifier,
  type TwilioRequest,
  type TwilioRequestVerifierOptions,
} from '../../../src/infra/twilio/twilio-request-verifier.ts';
import { formBody, parsed, signed, type Pair } from './signed-request.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';
const BASE_URL = 'https://europe-west1-demo.cloudfunctions.net';
const ACCOUNT = `AC${'0'.repeat(32)}`;
const SERVICE = `MG${'1'.repeat(32)}`;
const SENDER = 'whatsapp:+14155238886';
const MESSAGE_SID = `SM${'a'.repeat(32)}`;

const inbound: readonly Pair[] = [
  ['MessageSid', MESSAGE_SID],
  ['AccountSid', ACCOUNT],
  ['From', 'whatsapp:+34600111222'],
  ['To', SENDER],
  ['Body', ' Hola & adiós + 100% = "ñ"\nlínea 2 '],
];
const status: readonly Pair[] = [
  ['MessageSid', MESSAGE_SID],
  ['AccountSid', ACCOUNT],
  ['From', SENDER],
  ['To', 'whatsapp:+34600111222'],
  ['MessageStatus', 'delivered'],
];

function verifier(options: Partial<TwilioRequestVerifierOptions> = {}): TwilioRequestVerifier {
  return new TwilioRequestVerifier({
    authTokens: [new Secret(TOKEN)],
    accountSid: ACCOUNT,
    sender: { kind: 'phone', value: SENDER },
    messagingServiceSid: null,
    publicBaseUrl: BASE_URL,
    functionPrefix: '',
    ...options,
  });
}

function message(pairs: readonly Pair[] = inbound, authToken = TOKEN): TwilioRequest {
  return signed(
    {
      functionName: 'twilioWebhook',
      purpose: 'inbound-message',
      contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
      rawBody: formBody(pairs),
      rawQuery: '',
    },
    authToken,
    BASE_URL,
  );
}

function delivery(rawQuery: string, pairs: readonly Pair[] = status): TwilioRequest {
  return signed(
    { ...message(pairs), functionName: 'twilioStatus', purpose: 'delivery-status', rawQuery },
    TOKEN,
    BASE_URL,
  );
}

function replaced(pairs: readonly Pair[], name: string, value: string): readonly Pair[] {
  return pairs.map((pair): Pair => (pair[0] === name ? [name, value] : pair));
}

describe('TwilioRequestVerifier', () => {
  it('passes a signed message on as it came', () => {
    const verification = verifier().verify(message());
    expect(verification).toMatchObject({ kind: 'verified', oid: null });
    if (verification.kind !== 'verified') return;
    expect(verification.parameters.get('Body')).toBe(' Hola & adiós + 100% = "ñ"\nlínea 2 ');
  });

  it.each([
    ['the outbox id of a delivery status', 'oid=linked-AbC_0123', 'linked-AbC_0123'],
    ['a delivery status without one', '', null],
  ])('reads %s', (_, rawQuery, oid) => {
    expect(verifier().verify(delivery(rawQuery))).toMatchObject({ kind: 'verified', oid });
  });

  it.each([
    'oid=short',
    `oid=${'x'.repeat(65)}`,
    'oid=with%2Fslash',
    'oid=12345678&more=1',
    'other=12345678',
    'oid=',
    '?',
  ])('refuses the query "%s", even signed', (rawQuery) => {
    expect(verifier().verify(delivery(rawQuery))).toEqual(refused(403, 'unexpected-query'));
  });

  it('refuses any query on an inbound message, even signed', () => {
    const request = signed({ ...message(), rawQuery: 'oid=12345678' }, TOKEN, BASE_URL);
    expect(verifier().verify(request)).toEqual(refused(403, 'unexpected-query'));
  });

  it('takes either auth token while one replaces the other, and no third', () => {
    const rotating = verifier({ authTokens: [new Secret('new'), new Secret('old')] });
    expect(rotating.verify(message(inbound, 'new')).kind).toBe('verified');
    expect(rotating.verify(message(inbound, 'old')).kind).toBe('verified');
    expect(rotating.verify(message(inbound, 'other'))).toEqual(refused(403, 'wrong-signature'));
  });

  it.each([[[]], [['']], [['token', '']]])('cannot be made with the auth tokens %j', (tokens) => {
    const authTokens = tokens.map((token) => new Secret(token));
    expect(() => verifier({ authTokens })).toThrow(/TWILIO_AUTH_TOKENS/);
  });

  it.each([
    ['no signature', { signature: undefined }, 403, 'signature-missing'],
    ['an empty signature', { signature: '' }, 403, 'signature-missing'],
    ['a signature of another length', { signature: 'WRONG' }, 403, 'wrong-signature'],
    ['a body that is not a form', { contentType: 'application/json' }, 400, 'unsupported-content-type'],
    ['no content type', { contentType: undefined }, 400, 'unsupported-content-type'],
    ['bytes that are not UTF-8', { rawBody: Buffer.from([0x61, 0x3d, 0xff]) }, 400, 'malformed-body'],
    ['a pair without a value', { rawBody: Buffer.from('MessageSid&a=b') }, 400, 'malformed-body'],
    ['escapes that are not UTF-8', { rawBody: Buffer.from('Body=%FF%FE') }, 403, 'wrong-signature'],
    ['no body', { rawBody: new Uint8Array() }, 403, 'wrong-signature'],
    ['the name of another function', { functionName: 'twilioStatus' }, 403, 'wrong-signature'],
  ] as const)('refuses %s', (_, change, httpStatus, reason) => {
    expect(verifier().verify({ ...message(), ...change })).toEqual(refused(httpStatus, reason));
  });

  it('takes a body of 64 KiB and refuses one byte more before it computes anything', () => {
    const room = 64 * 1024 - formBody([...inbound, ['Padding', '']]).length;
    const fits: readonly Pair[] = [...inbound, ['Padding', 'x'.repeat(room)]];
    expect(verifier().verify(message(fits)).kind).toBe('verified');
    const tooLarge: readonly Pair[] = [...inbound, ['Padding', 'x'.repeat(room + 1)]];
    expect(verifier().verify({ ...message(tooLarge), signature: undefined })).toEqual(
      refused(400, 'body-too-large'),
    );
  });

  it.each([
    ['AccountSid', `AC${'9'.repeat(32)}`, 403, 'foreign-account'],
    ['To', 'whatsapp:+14155550000', 403, 'foreign-sender'],
    ['MessageSid', 'SM123', 400, 'malformed-message-sid'],
    ['MessageSid', `${MESSAGE_SID}\n`, 400, 'malformed-message-sid'],
    ['MessageSid', '', 400, 'malformed-message-sid'],
  ] as const)('refuses a signed message whose %s is %j', (name, value, httpStatus, reason) => {
    expect(verifier().verify(message(replaced(inbound, name, value)))).toEqual(refused(httpStatus, reason));
  });

  it('knows our own address in the From of a delivery status, not in its To', () => {
    expect(verifier().verify(delivery('', inbound))).toEqual(refused(403, 'foreign-sender'));
  });

  it('knows our messaging service, where one is configured', () => {
    const pairs: readonly Pair[] = [
      ...replaced(inbound, 'To', 'whatsapp:+14155550000'),
      ['MessagingServiceSid', SERVICE],
    ];
    const withService = verifier({ sender: null, messagingServiceSid: SERVICE });
    expect(withService.verify(message(pairs)).kind).toBe('verified');
    expect(withService.verify(message(inbound))).toEqual(refused(403, 'foreign-sender'));
    expect(verifier().verify(message(pairs))).toEqual(refused(403, 'foreign-sender'));
  });

  it('takes repeated and oddly named parameters as a part of what is signed', () => {
    const odd: readonly Pair[] = [
      ...inbound,
      ['__proto__', 'x'],
      ['hasOwnProperty', 'y'],
      ['constructor[prototype][polluted]', 'z'],
      ['repeated', '2'],
      ['repeated', '1'],
      ['repeated', '2'],
    ];
    const verification = verifier().verify(message(odd));
    expect(verification.kind).toBe('verified');
    if (verification.kind !== 'verified') return;
    const entries = new Map(verification.parameters.entries());
    expect(entries.get('__proto__')).toEqual(['x']);
    expect(entries.get('repeated')).toEqual(['2', '1', '2']);
    expect(verification.parameters.get('toString')).toBeNull();
  });

  it('takes a question mark that begins the body for a part of the name', () => {
    expect([...parsed(Buffer.from('?a=1')).entries()]).toEqual([['?a', ['1']]]);
  });

  it('refuses a body with any one byte changed, unless it still says the same', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text)),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (extra, at, flip) => {
          const request = message([...inbound, ...extra]);
          const rawBody = Uint8Array.from(request.rawBody);
          const position = at % rawBody.length;
          rawBody[position] = (rawBody[position] ?? 0) ^ flip;
          const verification = verifier().verify({ ...request, rawBody });
          if (verification.kind === 'refused') return;
          expect([...verification.parameters.entries()]).toEqual([...parsed(request.rawBody).entries()]);
        },
      ),
    );
  });

  it.each<[string, string, readonly Pair[], readonly Pair[]]>([
    [
      'phone',
      `hiFromwhatsapp:+15550000002MessageSidSM${'b'.repeat(32)}To${SENDER}Z`,
      [],
      [
        ['From', 'whatsapp:+15550000002'],
        ['MessageSid', `SM${'b'.repeat(32)}`],
        ['To', SENDER],
        ['Z', `Fromwhatsapp:+34600111222MessageSid${MESSAGE_SID}To${SENDER}`],
      ],
    ],
    [
      'business-scoped id',
      'hiExternalUserIdwhatsapp:US.graceF',
      [['ExternalUserId', 'whatsapp:US.ada']],
      [
        ['ExternalUserId', 'whatsapp:US.grace'],
        ['F', 'ExternalUserIdwhatsapp:US.ada'],
        ['From', 'whatsapp:+34600111222'],
        ['MessageSid', MESSAGE_SID],
        ['To', SENDER],
      ],
    ],
  ])('takes no %s that was cut out of a text of the person', (_, body, more, cutOut) => {
    const said = message([...replaced(inbound, 'Body', body), ...more]);
    const cut = message([['AccountSid', ACCOUNT], ['Body', 'hi'], ...cutOut]);
    expect(cut.signature).toBe(said.signature);
    expect(verifier().verify(cut)).toEqual(refused(400, 'ambiguous-sender'));
  });

  it('refuses a signature with any one character changed', () => {
    const { signature = '', ...request } = message();
    const characters = Array.from(signature);
    for (const [position, character] of characters.entries()) {
      const changed = characters.with(position, character === 'A' ? 'B' : 'A').join('');
      expect(verifier().verify({ ...request, signature: changed })).toEqual(refused(403, 'wrong-signature'));
    }
  });
});

function refused(httpStatus: 400 | 403, reason: string): object {
  return { kind: 'refused', httpStatus, reason };
}
