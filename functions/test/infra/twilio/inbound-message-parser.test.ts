import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InboundMessage } from '../../../src/domain/messaging/inbound-message.ts';
import { parseInboundMessage } from '../../../src/infra/twilio/inbound/inbound-message-parser.ts';
import { formBody, parametersOf, parsed } from './signed-request.ts';

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

/** What is read of a form. */
const NAMES =
  `${Object.keys(text).join(' ')} MediaUrl0 MediaContentType0 Latitude Longitude Label Address OptOutType
  ButtonText ButtonPayload ButtonType ListId ListTitle FlowData InteractiveData
  OriginalRepliedMessageSid OriginalRepliedMessageSender Forwarded FrequentlyForwarded
  ReferralBody ReferralNumMedia ReferralMediaUrl`.split(/\s+/);

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
      sentTo: '',
      type: 'text',
      body: '  hola  ',
      media: [],
      location: null,
      button: null,
      listReply: null,
      flow: null,
      repliedTo: null,
      forwarded: 'no',
      referral: null,
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
      'a button',
      { ButtonText: 'Yes', ButtonPayload: 'yes-1', ButtonType: 'REPLY' },
      { button: { text: 'Yes', payload: 'yes-1', type: 'REPLY' } },
    ],
    ['a bare button', { ButtonText: 'Yes' }, { button: { text: 'Yes', payload: null, type: null } }],
    [
      'a button whose text is the body',
      { ButtonPayload: 'yes-1', Body: 'Yes' },
      { button: { text: 'Yes', payload: 'yes-1', type: null } },
    ],
    [
      'a button without a text',
      { ButtonPayload: 'yes-1', Body: '' },
      { button: { text: '', payload: 'yes-1', type: null } },
    ],
    ['a list reply', { ListId: 'm', ListTitle: 'Medium' }, { listReply: { id: 'm', title: 'Medium' } }],
    ['a list reply without an id', { ListTitle: 'Medium' }, { listReply: { id: null, title: 'Medium' } }],
    [
      'a flow, which it leaves as text',
      { FlowData: '{"age":12345678901234567890}', InteractiveData: '{broken' },
      { flow: { data: '{"age":12345678901234567890}', interactiveData: '{broken' } },
    ],
    ['half a flow', { InteractiveData: '{}' }, { flow: { data: null, interactiveData: '{}' } }],
    [
      'a contact',
      {
        MessageType: 'contacts',
        NumMedia: '1',
        MediaUrl0: 'https://a.example',
        MediaContentType0: 'text/vcard',
      },
      { type: 'contacts', media: [{ url: 'https://a.example', contentType: 'text/vcard' }] },
    ],
    [
      'an answer to a message',
      { OriginalRepliedMessageSid: 'SM1', OriginalRepliedMessageSender: 'whatsapp:+15550100000' },
      { repliedTo: { messageSid: 'SM1', senderAddress: 'whatsapp:+15550100000' } },
    ],
    [
      'an answer to one whose sender is not told',
      { OriginalRepliedMessageSid: 'SM1' },
      { repliedTo: { messageSid: 'SM1', senderAddress: null } },
    ],
    ['what answers no message', { OriginalRepliedMessageSender: 'whatsapp:+1' }, { repliedTo: null }],
    ['a forwarded message', { Forwarded: 'true' }, { forwarded: 'forwarded' }],
    ['a rumour', { Forwarded: 'true', FrequentlyForwarded: 'true' }, { forwarded: 'frequently' }],
    ['a message of its own', { Forwarded: 'false' }, { forwarded: 'no' }],
    [
      'a referral',
      {
        ReferralSourceType: 'ad',
        ReferralSourceId: '120',
        ReferralSourceUrl: 'https://fb.example/120',
        ReferralHeadline: 'Shoes',
        ReferralBody: 'Chat with us',
        ReferralCtwaClid: 'ARA',
        ReferralNumMedia: '1',
        ReferralMediaId: '7',
        ReferralMediaUrl: 'https://a.example/7',
        ReferralMediaContentType: 'image/jpeg',
      },
      {
        referral: {
          sourceType: 'ad',
          sourceId: '120',
          sourceUrl: 'https://fb.example/120',
          headline: 'Shoes',
          body: 'Chat with us',
          clickId: 'ARA',
          mediaCount: 1,
          mediaId: '7',
          mediaUrl: 'https://a.example/7',
          mediaContentType: 'image/jpeg',
        },
      },
    ],
    ['a bare referral', { ReferralCtwaClid: 'ARA' }, { referral: { clickId: 'ARA', mediaCount: 0 } }],
    ['a referral to media alone', { ReferralNumMedia: '2' }, { referral: { mediaCount: 2, body: null } }],
    ['a referral to nothing', { ReferralNumMedia: '-1' }, { referral: null }],
  ])('reads %s', (_, parameters, content) => {
    expect(parse(parameters)).toMatchObject(content);
  });

  it.each([
    ['a kind nobody has heard of', { MessageType: 'hologram' }, 'hologram'],
    ['a text without its kind', { MessageType: '' }, 'text'],
    ['media without their kind', { MessageType: '', NumMedia: '1', MediaUrl0: 'https://a.example' }, 'media'],
    ['a location without its kind', { MessageType: '', Latitude: '1', Longitude: '2' }, 'location'],
    ['a button without its kind', { MessageType: '', ButtonText: 'Yes' }, 'button'],
    ['a list reply without its kind', { MessageType: '', ListId: 'm' }, 'interactive'],
    ['a flow without its kind', { MessageType: '', FlowData: '{}' }, 'interactive'],
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

  it('throws at no form whatever, and drops no message of a proper sender', () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(PHONE.value, SCOPED_ID.value, '7', '1e400', '-0', 'true', '{"a":"\\ud800"}'),
    );
    const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 20 }), (pairs) => {
        expect(parseInboundMessage(parsed(formBody(pairs))).kind).toMatch(/^(parsed|refused)$/);
        const ofAna = parseInboundMessage(parsed(formBody([['From', PHONE.value], ...pairs])));
        expect(ofAna).toMatchObject({ message: { sender: { address: PHONE } } });
      }),
    );
  });
});
