import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InboundMessage } from '../../../src/domain/messaging/inbound-message.ts';
import { parseInboundMessage } from '../../../src/infra/twilio/inbound-message-parser.ts';
import { parametersOf } from './signed-request.ts';

const PHONE = { kind: 'phone', value: 'whatsapp:+34600111222' } as const;
const SCOPED_ID = { kind: 'business-scoped-id', value: 'whatsapp:ES.13491208655302741918' } as const;

const text: Readonly<Record<string, string>> = {
  MessageSid: `SM${'a'.repeat(32)}`,
  From: PHONE.value,
  ExternalUserId: SCOPED_ID.value,
  WaId: '34600111222',
  ProfileName: 'Ana María 😀',
  MessageType: 'text',
  Body: '  hola  ',
  NumMedia: '0',
};

function parse(changes: Readonly<Record<string, string>> = {}): InboundMessage {
  const parsing = parseInboundMessage(parametersOf({ ...text, ...changes }));
  if (parsing.kind === 'refused') throw new Error(`refused: ${parsing.reason}`);
  return parsing.message;
}

describe('parseInboundMessage', () => {
  it('reads a text, ignores what it does not know, and trims nothing', () => {
    expect(parse({ Invented: 'yes', ReferralNumMedia: '0' })).toEqual({
      messageSid: `SM${'a'.repeat(32)}`,
      sender: { address: PHONE, otherAddress: SCOPED_ID, profileName: 'Ana María 😀' },
      type: 'text',
      body: '  hola  ',
      media: [],
      location: null,
      button: null,
      optOutType: null,
    });
  });

  it.each([
    ['a phone alone', { ExternalUserId: '' }, PHONE, null],
    [
      'a phone whose WaId is written in another way',
      { ExternalUserId: '', WaId: '5215512345678' },
      PHONE,
      null,
    ],
    ['a phone beside a malformed id', { ExternalUserId: 'whatsapp:nonsense' }, PHONE, null],
    ['a phone repeated as its id', { ExternalUserId: PHONE.value }, PHONE, null],
    ['a hidden phone', { From: SCOPED_ID.value, WaId: '' }, SCOPED_ID, null],
    ['a hidden phone that WaId names', { From: SCOPED_ID.value }, SCOPED_ID, PHONE],
    ['a hidden phone with a WaId that is none', { From: SCOPED_ID.value, WaId: 'ana' }, SCOPED_ID, null],
  ])('reads the sender of %s', (_, changes, address, otherAddress) => {
    expect(parse(changes).sender).toMatchObject({ address, otherAddress });
  });

  it.each([
    '',
    '+34600111222',
    'whatsapp:34600111222',
    'whatsapp:+',
    ' whatsapp:+34600111222',
    'messenger:1',
  ])('refuses the sender "%s"', (From) => {
    const parsing = parseInboundMessage(parametersOf({ ...text, From }));
    expect(parsing).toEqual({ kind: 'refused', httpStatus: 400, reason: 'invalid-sender' });
  });

  it('reads media, in order, without the ones that have no address', () => {
    const message = parse({
      MessageType: 'image',
      Body: '',
      NumMedia: '3',
      MediaUrl0: 'https://api.twilio.com/media/0',
      MediaContentType0: 'image/jpeg',
      MediaUrl2: 'https://api.twilio.com/media/2',
    });
    expect(message).toMatchObject({
      type: 'image',
      body: '',
      media: [
        { url: 'https://api.twilio.com/media/0', contentType: 'image/jpeg' },
        { url: 'https://api.twilio.com/media/2', contentType: 'application/octet-stream' },
      ],
    });
  });

  it.each(['1e9', '-1', 'many', ''])('survives NumMedia "%s"', (NumMedia) => {
    expect(parse({ NumMedia, MediaUrl11: 'https://api.twilio.com/media/11' }).media).toEqual([]);
  });

  it('reads a location', () => {
    const place = { Latitude: '-33.8688', Longitude: '151.2093', Label: 'Opera', Address: '' };
    expect(parse({ MessageType: 'location', Body: '', ...place }).location).toEqual({
      latitude: -33.8688,
      longitude: 151.2093,
      label: 'Opera',
      address: null,
    });
  });

  it.each([
    { Latitude: '91', Longitude: '0' },
    { Latitude: '0', Longitude: '-180.5' },
    { Latitude: 'north', Longitude: '0' },
    { Latitude: ' ', Longitude: '0' },
    { Latitude: '0' },
  ])('takes %j for no location', (place) => {
    expect(parse(place).location).toBeNull();
  });

  it.each([
    [
      { ButtonText: 'Yes', ButtonPayload: 'yes-1' },
      { text: 'Yes', payload: 'yes-1' },
    ],
    [{ ButtonText: 'Yes' }, { text: 'Yes', payload: null }],
    [
      { ButtonPayload: 'yes-1', Body: 'Yes' },
      { text: 'Yes', payload: 'yes-1' },
    ],
  ])('reads the button %j', (parameters, button) => {
    expect(parse(parameters).button).toEqual(button);
  });

  it.each([
    ['a kind nobody has heard of', { MessageType: 'hologram' }, 'hologram'],
    ['a text without its kind', { MessageType: '' }, 'text'],
    ['media without their kind', { MessageType: '', NumMedia: '1', MediaUrl0: 'https://a.example' }, 'media'],
    ['a location without its kind', { MessageType: '', Latitude: '1', Longitude: '2' }, 'location'],
    ['a button without its kind', { MessageType: '', ButtonText: 'Yes' }, 'button'],
  ])('keeps %s', (_, changes, type) => {
    expect(parse(changes).type).toBe(type);
  });

  it.each([
    ['STOP', 'STOP'],
    ['START', 'START'],
    ['HELP', 'HELP'],
    ['LATER', null],
    ['', null],
  ])('reads OptOutType "%s"', (OptOutType, optOutType) => {
    expect(parse({ OptOutType }).optOutType).toBe(optOutType);
  });

  it('never throws, whatever the parameters hold', () => {
    const names = [
      'From',
      'ExternalUserId',
      'WaId',
      'NumMedia',
      'Latitude',
      'Longitude',
      'ButtonText',
      'MessageType',
    ];
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(PHONE.value, SCOPED_ID.value, '7'),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (values) => {
        expect(['parsed', 'refused']).toContain(parseInboundMessage(parametersOf(values)).kind);
      }),
    );
  });
});
