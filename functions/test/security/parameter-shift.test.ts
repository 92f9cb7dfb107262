import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/infra/config/secret.ts';
import { parseInboundMessage } from '../../src/infra/twilio/inbound/inbound-message-parser.ts';
import { TwilioRequestVerifier } from '../../src/infra/twilio/twilio-request-verifier.ts';
import { signatureOf, type Pairs } from '../end-to-end/support/webhook-caller.ts';
import { formBody } from '../infra/twilio/signed-request.ts';
import { ACCOUNT_SID, AUTH_TOKEN, SENDER } from '../support/test-configuration.ts';

const BASE_URL = 'https://linkline.example';
const ADA = 'whatsapp:+15551110001';
const GRACE = 'whatsapp:+15550000002';
const SID = `SM${'a'.repeat(32)}`;

/** In the order in which they are signed. */
const message: Pairs = [
  ['AccountSid', ACCOUNT_SID],
  ['Body', 'hi'],
  ['From', ADA],
  ['MessageSid', SID],
  ['To', SENDER],
];

interface Change {
  readonly rawBody?: string;
  readonly rawQuery?: string;
  readonly type?: string;
}

/** What comes of another form with the signature of `signed`: why it is refused, or who says what. */
function underSignatureOf(signed: Pairs, sent: Pairs, change: Change = {}) {
  const verifier = new TwilioRequestVerifier({
    authTokens: [new Secret(AUTH_TOKEN)],
    accountSid: ACCOUNT_SID,
    sender: { kind: 'phone', value: SENDER },
    messagingServiceSid: null,
    publicBaseUrl: BASE_URL,
    functionPrefix: '',
  });
  const verification = verifier.verify({
    functionName: 'twilioWebhook',
    purpose: 'inbound-message',
    contentType: change.type ?? 'application/x-www-form-urlencoded',
    rawBody: change.rawBody === undefined ? formBody(sent) : Buffer.from(change.rawBody),
    rawQuery: change.rawQuery ?? '',
    signature: signatureOf(signed, `${BASE_URL}/twilioWebhook`, AUTH_TOKEN),
  });
  if (verification.kind === 'refused') return verification.reason;
  const parsing = parseInboundMessage(verification.parameters);
  if (parsing.kind === 'refused') return parsing.reason;
  const { sender, sentTo, messageSid } = parsing.message;
  return { from: sender.address.value, also: sender.otherAddress, to: sentTo, messageSid };
}

/** The boundary between a name and its value, moved by one character or more to either side. */
function shifted(pairs: Pairs): readonly Pairs[] {
  return pairs.flatMap(([name, value], position) => {
    const joined = name + value;
    return Array.from({ length: joined.length + 1 }, (_, boundary) => boundary)
      .filter((boundary) => boundary !== name.length)
      .map((boundary) => pairs.with(position, [joined.slice(0, boundary), joined.slice(boundary)]));
  });
}

describe('a signature, which has no delimiters, on other parameters', () => {
  it('never speaks for anybody else when a boundary is moved or a neighbour swallowed', () => {
    const swallowed = message.slice(1).map(([name, value], position): Pairs => {
      const [before = '', text = ''] = message[position] ?? [];
      return message.toSpliced(position, 2, [before, text + name + value]);
    });
    const asSent = { from: ADA, also: null, to: SENDER, messageSid: SID };
    const outcomes = [...shifted(message), ...swallowed].map((sent) => underSignatureOf(message, sent));
    const strange = outcomes.filter((outcome) => typeof outcome === 'object');
    expect(strange).toEqual(strange.map(() => asSent));
    expect(outcomes).toContain('foreign-account');
    expect(outcomes).toContain('invalid-sender');
    expect(outcomes).toContain('malformed-message-sid');
  });

  it('never lets a text be cut into a second sender', () => {
    const signed = message.with(1, ['Body', `hiFrom${GRACE}`]);
    const cut: Pairs = [...message.slice(0, 2), ['From', GRACE], ...message.slice(2)];
    expect(signatureOf(cut, BASE_URL)).toBe(signatureOf(signed, BASE_URL));
    expect(underSignatureOf(signed, cut)).toBe('repeated-parameter');
  });

  it('never is that of a name without a value, which would be signed as one with an empty value', () => {
    const signed: Pairs = [...message, ['Zero', '']];
    const rawBody = `${formBody(message).toString()}&Zero`;
    expect(underSignatureOf(signed, signed)).toMatchObject({ from: ADA });
    expect(underSignatureOf(signed, signed, { rawBody })).toBe('malformed-body');
  });

  it.each<[string, Pairs, Change, string]>([
    ['a parameter more', [...message, ['More', 'x']], {}, 'wrong-signature'],
    ['a parameter less', message.toSpliced(1, 1), {}, 'wrong-signature'],
    ['another case of a name', message.with(1, ['body', 'hi']), {}, 'wrong-signature'],
    ['a list', message.with(1, ['Body[]', 'hi']), {}, 'wrong-signature'],
    ['a parameter of the address', message, { rawQuery: 'Body=STOP' }, 'unexpected-query'],
    [
      'the hash of a body of JSON',
      message,
      { rawQuery: 'bodySHA256=0', type: 'application/json', rawBody: '{}' },
      'unsupported-content-type',
    ],
  ])('is worth nothing on %s', (_, sent, change, reason) => {
    expect(underSignatureOf(message, sent, change)).toBe(reason);
  });
});
