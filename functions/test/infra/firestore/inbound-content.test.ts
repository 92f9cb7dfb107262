import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { InboundMessage } from '../../../src/domain/messaging/inbound-message.ts';
import {
  decodeInboundContent,
  encodeInboundContent,
} from '../../../src/infra/firestore/documents/inbound-content.ts';

const SID = `SM${'a'.repeat(32)}`;
const PHONE = { kind: 'phone', value: 'whatsapp:+15550100001' } as const;
const SCOPED_ID = { kind: 'business-scoped-id', value: 'whatsapp:US.13491208655302741918' } as const;

const anyText = fc.string({ unit: 'grapheme' });
const textOrNull = fc.option(anyText);
const orNull = <Shape>(shape: { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> }) =>
  fc.option(fc.record<Shape>(shape));

const anyMessage: fc.Arbitrary<InboundMessage> = fc.record({
  messageSid: fc.constant(SID),
  sentTo: anyText,
  sender: fc.record({
    address: fc.constantFrom(PHONE, SCOPED_ID),
    otherAddress: fc.constantFrom(PHONE, SCOPED_ID, null),
    profileName: textOrNull,
  }),
  type: anyText,
  body: anyText,
  media: fc.array(fc.record({ url: anyText, contentType: anyText }), { maxLength: 10 }),
  location: orNull({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    label: textOrNull,
    address: textOrNull,
  }),
  button: orNull({ text: anyText, payload: textOrNull, type: textOrNull }),
  listReply: orNull({ id: textOrNull, title: textOrNull }),
  flow: orNull({ data: textOrNull, interactiveData: textOrNull }),
  repliedTo: orNull({ messageSid: anyText, senderAddress: textOrNull }),
  forwarded: fc.constantFrom('no', 'forwarded', 'frequently'),
  referral: orNull({
    sourceType: textOrNull,
    sourceId: textOrNull,
    sourceUrl: textOrNull,
    headline: textOrNull,
    body: textOrNull,
    clickId: textOrNull,
    mediaCount: fc.nat(),
    mediaId: textOrNull,
    mediaUrl: textOrNull,
    mediaContentType: textOrNull,
  }),
  optOutType: fc.constantFrom('STOP', 'START', 'HELP', null),
});

it('gives back every message as it was stored', () => {
  fc.assert(
    fc.property(anyMessage, (message) => {
      const document = { ...encodeInboundContent(message), user_id: 'ada', number: 1 };
      expect(Object.keys(document).join()).toMatch(/^[a-z_,]+$/);
      expect(decodeInboundContent(SID, document)).toEqual(message);
    }),
  );
});

const anEarlierDocument = {
  whatsapp_number: PHONE.value,
  external_user_id: null,
  profile_name: 'Ana',
  type: 'button',
  body: 'Yes',
  media: [],
  location: null,
  button: { text: 'Yes', payload: 'yes-1' },
};

it('reads a document of the time before most kinds were known', () => {
  expect(decodeInboundContent(SID, anEarlierDocument)).toEqual({
    messageSid: SID,
    sender: { address: PHONE, otherAddress: null, profileName: 'Ana' },
    sentTo: '',
    type: 'button',
    body: 'Yes',
    media: [],
    location: null,
    button: { text: 'Yes', payload: 'yes-1', type: null },
    listReply: null,
    flow: null,
    repliedTo: null,
    forwarded: 'no',
    referral: null,
    optOutType: null,
  });
});

it('stores a text that was cut inside an emoji, however deep it lies', () => {
  const message = decodeInboundContent(SID, anEarlierDocument);
  const stored = encodeInboundContent({
    ...message,
    body: 'cut \ud83d',
    media: [{ url: '\ude00', contentType: 'image/png' }],
    flow: { data: '😀', interactiveData: '\ud83d!' },
  });
  expect(stored).toMatchObject({
    body: 'cut \ufffd',
    media: [{ url: '\ufffd' }],
    flow: { data: '😀', interactive_data: '\ufffd!' },
  });
});
