import { localIdentity } from '../../../local/world/local-identity.ts';
import { formOf, signatureOf, type Pairs } from '../end-to-end/support/webhook-caller.ts';
import { firstOf, isProperForm, readForm } from './form.ts';
import type { Damage, WebhookShape } from './webhook-bodies.ts';

export const LARGEST_BODY = 64 * 1024;
const NEVER_REPEATED = ['AccountSid', 'MessageSid', 'From', 'To', 'ExternalUserId', 'WaId'];
/** As many as functions-framework reads. */
const MOST_PARAMETERS = 1_000;

/** A body as it goes over the wire, and what it says to who reads it byte by byte. */
export interface TwilioForm {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly pairs: Pairs;
  readonly signature: string | null;
  /** The signature is right, and account and sender are ours. */
  readonly isOurs: boolean;
}

interface FormOptions extends Pick<WebhookShape, 'forgery' | 'damage'> {
  /** The signed address. */
  readonly address: string;
  /** Where our own address stands. */
  readonly ourParameter: 'To' | 'From';
}

export function twilioForm(
  given: Pairs,
  { forgery, damage, address, ourParameter }: FormOptions,
): TwilioForm {
  const body = damaged(Buffer.from(formOf(given)), damage);
  const pairs = readForm(body);
  const token = forgery === 'other token' ? 'f'.repeat(32) : localIdentity.authToken;
  const isSigned = forgery !== 'no signature' && forgery !== 'wrong signature' && forgery !== 'other token';
  return {
    body,
    pairs,
    signature:
      forgery === 'no signature'
        ? null
        : signatureOf(forgery === 'wrong signature' ? [...pairs, ['x', 'y']] : pairs, address, token),
    isOurs:
      isSigned &&
      firstOf(pairs, 'AccountSid') === localIdentity.accountSid &&
      firstOf(pairs, ourParameter) === localIdentity.sender,
  };
}

/** The rules by which any form is refused, whatever it says. */
export function isAcceptable({ body, pairs, isOurs }: TwilioForm, contentType: string | null): boolean {
  return (
    isOurs &&
    body.byteLength <= LARGEST_BODY &&
    isProperForm(body) &&
    !NEVER_REPEATED.some((wanted) => pairs.filter(([name]) => name === wanted).length > 1) &&
    /^application\/x-www-form-urlencoded *(;|$)/i.test(contentType ?? '') &&
    /^(SM|MM)[0-9a-f]{32}$/i.test(firstOf(pairs, 'MessageSid'))
  );
}

/** Functions-framework may refuse it before anybody else sees it. */
export function isOddToFramework({ pairs }: TwilioForm, contentType: string | null): boolean {
  return (
    pairs.length > MOST_PARAMETERS ||
    pairs.some(([name]) => name.includes('[')) ||
    /charset/i.test(contentType ?? '')
  );
}

function damaged(body: Buffer, damage: Damage): Uint8Array<ArrayBuffer> {
  switch (damage.kind) {
    case 'none':
      return bytes(body);
    case 'many names':
      return bytes(body, Buffer.from(Array.from({ length: damage.count }, (_, n) => `&n${n}=`).join('')));
    case 'huge':
      return bytes(body, Buffer.from(`&Padding=${'x'.repeat(damage.count)}`));
    default:
      return damagedAt(body, damage.kind, Math.floor(damage.at * body.length));
  }
}

function damagedAt(
  body: Buffer,
  kind: Extract<Damage, { readonly at: number }>['kind'],
  place: number,
): Uint8Array<ArrayBuffer> {
  const [before, after] = [body.subarray(0, place), body.subarray(place)];
  if (kind === 'cut') return bytes(before);
  if (kind === 'half a percent sign') return bytes(before, Buffer.from('%2'), after);
  if (kind === 'no equals sign') return bytes(before, Buffer.from('&Body&'), after);
  if (kind === 'not UTF-8') return bytes(before, Buffer.from([0xff]), after);
  return bytes(before, Buffer.from([(body[place] ?? 0) ^ 1]), after.subarray(1));
}

function bytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
