import * as fc from 'fast-check';
import { longText, oddName, oddText } from './odd-texts.ts';
import { place } from './webhook-bodies.ts';

/** How a call comes: as an app makes it, or as nobody should. */
export interface CallableShape {
  readonly name: 'startLink' | 'confirmLink' | 'cancelLink' | 'unlink' | 'exportMyData' | 'sendMessage';
  readonly data: Data;
  /** From 0 to 1: how much of the body is sent. */
  readonly cut: number;
  readonly caller: 'user' | 'nobody' | 'forged token' | 'not a token';
  readonly contentType: string | null;
}

export type Data =
  | { readonly kind: 'any'; readonly value: unknown }
  | { readonly kind: 'raw'; readonly json: string }
  | {
      readonly kind: 'message';
      readonly body: string;
      readonly variables: Readonly<Record<string, string>> | null;
    }
  | {
      readonly kind: 'confirmation';
      readonly request: 'own' | 'of somebody else' | 'unknown';
      readonly digits: 'right' | 'wrong' | 'in another script' | 'as a number' | 'too many';
    };

const deep = (open: string, close: string) => `{"data":${open.repeat(20_000)}1${close.repeat(20_000)}}`;

const rawJson = fc.constantFrom(
  deep('[', ']'),
  deep('{"a":', '}'),
  '{"data":{"@type":"type.googleapis.com/google.protobuf.Int64Value","value":"x"}}',
  '{"data":{"@type":"x"}}',
  '{"data":{"__proto__":{"requestId":"AAAAAAAAAAAAAAAAAAAAAA"}}}',
  '{"data":{"constructor":{"prototype":{"a":1}}}}',
  '{"__proto__":{"data":{}}}',
  '{"data":{},"data":{}}',
  '{"data":{},"more":1}',
  '{}',
  '[]',
  'null',
  '"data"',
  '',
  '\ufeff{"data":{}}',
  '{"data":"\\ud800"}',
  `{"data":[${'0,'.repeat(200_000)}0]}`,
  `{"data":"${'x'.repeat(1_048_576)}"}`,
);

const field = fc.oneof(
  oddText,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(oddText, { maxLength: 3 }),
);
const fields = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      'requestId',
      'confirmationNumber',
      'id',
      'userId',
      'body',
      'template',
      'mediaUrl',
      'expiresAt',
      'phone',
      'to',
    ),
    oddName,
  ),
  field,
  { maxKeys: 6, noNullPrototype: true },
);

const anyData: fc.Arbitrary<Data> = fc.oneof(
  fc.record({ kind: fc.constant('any' as const), value: fc.oneof(fields, fc.jsonValue(), fc.constant({})) }),
  fc.record({ kind: fc.constant('raw' as const), json: rawJson }),
);

const variables = fc.dictionary(oddName, oddText, { maxKeys: 4, noNullPrototype: true });
const message: fc.Arbitrary<Data> = fc.record({
  kind: fc.constant('message' as const),
  body: fc.oneof(oddText, longText),
  variables: fc.option<Readonly<Record<string, string>>>(variables),
});

const confirmation: fc.Arbitrary<Data> = fc.record({
  kind: fc.constant('confirmation' as const),
  request: fc.constantFrom('own', 'of somebody else', 'unknown'),
  digits: fc.constantFrom('right', 'wrong', 'in another script', 'as a number', 'too many'),
});

const call = fc.oneof(
  fc.record({
    name: fc.constantFrom('startLink', 'confirmLink', 'cancelLink', 'unlink', 'exportMyData', 'sendMessage'),
    data: fc.oneof({ weight: 4, arbitrary: anyData }, { weight: 1, arbitrary: confirmation }),
  }),
  fc.record({ name: fc.constant('sendMessage' as const), data: message }),
  fc.record({
    name: fc.constantFrom('startLink', 'unlink', 'exportMyData'),
    data: fc.constant<Data>({ kind: 'any', value: {} }),
  }),
  fc.record({ name: fc.constant('confirmLink' as const), data: confirmation }),
);

/** Mostly whole calls of users who are signed in. */
export const callableShape: fc.Arbitrary<CallableShape> = fc
  .record({
    call,
    cut: fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: place }),
    caller: fc.oneof(
      { weight: 9, arbitrary: fc.constant('user' as const) },
      { weight: 1, arbitrary: fc.constantFrom('nobody', 'forged token', 'not a token') },
    ),
    contentType: fc.oneof(
      { weight: 19, arbitrary: fc.constant('application/json') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          null,
          'text/plain',
          'application/json; charset=utf-16',
          'application/x-www-form-urlencoded',
        ),
      },
    ),
  })
  .map(({ call: { name, data }, cut, caller, contentType }) => ({ name, data, cut, caller, contentType }));
