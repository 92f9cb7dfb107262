import * as fc from 'fast-check';
import type { Pairs } from '../end-to-end/support/webhook-caller.ts';
import { longText, oddName, oddText } from './odd-texts.ts';

/** What becomes of the body's bytes before it is signed; `at` is a place in it, from 0 to 1. */
export type Damage =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'cut' | 'flipped' | 'not UTF-8' | 'half a percent sign' | 'no equals sign';
      readonly at: number;
    }
  | { readonly kind: 'many names' | 'huge'; readonly count: number };

/** What a body of Twilio's might be, and what nobody's should. */
export interface WebhookShape {
  readonly sender: 'stranger' | 'linked' | 'linked with a hidden number';
  readonly body: string;
  /** Parameters that Twilio knows, with values that it would not give. */
  readonly known: Pairs;
  readonly odd: Pairs;
  /** Whether the odd ones come before those that count. */
  readonly oddFirst: boolean;
  readonly damage: Damage;
  readonly contentType: string | null;
  readonly forgery:
    | 'none'
    | 'no signature'
    | 'wrong signature'
    | 'other token'
    | 'foreign account'
    | 'foreign sender'
    | 'bad sid';
  readonly query: string;
  readonly times: number;
}

const FORM = 'application/x-www-form-urlencoded';

const coordinate = fc.constantFrom('52.5', '-0', '91', '-181', '1e9', 'NaN', '5'.repeat(400), '0x5', '12,5');
const count = fc.constantFrom('0', '1', '3', '-1', '1e9', 'many', '99999999999999999999', '0.5');
/** Stands for the trial's own address of the other kind: two trials must not speak of one person. */
export const OWN_OTHER_ADDRESS = 'own other address';
const otherAddress = fc.constantFrom(
  OWN_OTHER_ADDRESS,
  'whatsapp:us.lower',
  'whatsapp:US.',
  `whatsapp:US.${'a'.repeat(129)}`,
  'whatsapp:+0',
  'sms:+15557770001',
  '',
);
const json = fc.constantFrom(
  '{"a":1}',
  '{"a":',
  '['.repeat(5_000),
  '{"__proto__":{"a":1}}',
  'null',
  '"\\ud800"',
);

const sometimesLong = fc.oneof({ weight: 15, arbitrary: oddText }, { weight: 1, arbitrary: longText });

/** Names are unique, so that the first value of each counts. */
const knownParameters: fc.Arbitrary<Pairs> = fc
  .record(
    {
      ProfileName: sometimesLong,
      ExternalUserId: otherAddress,
      WaId: fc.constantFrom(OWN_OTHER_ADDRESS, '', '+1', 'x', '9'.repeat(40)),
      MessageType: fc.oneof(fc.constantFrom('text', 'image', 'contacts', 'teleport'), oddText),
      NumMedia: count,
      MediaUrl0: oddText,
      MediaContentType0: oddText,
      MediaUrl9: oddText,
      Latitude: coordinate,
      Longitude: coordinate,
      Label: oddText,
      ButtonText: oddText,
      ButtonPayload: sometimesLong,
      ListId: oddText,
      FlowData: json,
      InteractiveData: json,
      OriginalRepliedMessageSid: oddText,
      ReferralNumMedia: count,
      ReferralBody: oddText,
      Forwarded: fc.constantFrom('true', 'false', 'yes'),
      OptOutType: fc.constantFrom('STOP', 'START', 'HELP', 'stop', 'NEVER'),
      ChannelMetadata: json,
      NumSegments: count,
    },
    { requiredKeys: [] },
  )
  // the record has texts only, and lacks what was not drawn
  .map((values) => Object.entries(values) as Pairs);

const PLACES = 10_000;
/** Anywhere alike: the beginning, which says whose the message is, is not worth more tries than the rest. */
export const place = fc.noBias(fc.nat(PLACES)).map((number) => number / PLACES);
const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 85, arbitrary: fc.constant({ kind: 'none' } as const) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: place }) },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constantFrom('flipped', 'not UTF-8', 'half a percent sign', 'no equals sign'),
      at: place,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ kind: fc.constant('many names' as const), count: fc.constantFrom(900, 1_001, 10_000) }),
      fc.record({ kind: fc.constant('huge' as const), count: fc.constantFrom(60_000, 65_536, 1_048_576) }),
    ),
  },
);

const contentType = fc.oneof(
  { weight: 90, arbitrary: fc.constant(FORM) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      `${FORM};charset=utf-8`,
      `${FORM}; charset=UTF-16`,
      `${FORM}; charset=martian`,
      FORM.toUpperCase(),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      null,
      'text/plain',
      'application/json',
      `${FORM}-not`,
      'multipart/form-data; boundary=x',
      'application/cloudevents+json',
      'x',
    ),
  },
);

export const webhookShape: fc.Arbitrary<WebhookShape> = fc.record({
  sender: fc.constantFrom('stranger', 'linked', 'linked with a hidden number'),
  body: sometimesLong,
  known: knownParameters,
  odd: fc.array(fc.tuple(oddName, oddText), { maxLength: 5 }),
  oddFirst: fc.oneof(
    { weight: 49, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  damage,
  contentType,
  forgery: fc.oneof(
    { weight: 97, arbitrary: fc.constant('none' as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'no signature',
        'wrong signature',
        'other token',
        'foreign account',
        'foreign sender',
        'bad sid',
      ),
    },
  ),
  query: fc.oneof(
    { weight: 49, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('?', '?oid=linked-12345678', '?bodySHA256=0', '?a[b]=c&a[b]=d', '/deeper?x'),
    },
  ),
  times: fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(2) }),
});
