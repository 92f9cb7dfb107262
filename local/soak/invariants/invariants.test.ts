import { expect, it } from 'vitest';
import { MINUTE } from '../../../functions/src/domain/shared/clock.ts';
import type { PlainJsonObject } from '../../firestore/embedded-firestore.ts';
import type { SimulatedMessage } from '../../twilio/twilio-simulator.ts';
import { audit } from '../audit.ts';
import { SoakDocuments } from '../soak-documents.ts';
import { Silences } from '../traffic/silence.ts';
import type { Evidence } from './evidence.ts';

const NOW = Date.parse('2026-05-04T09:41:00Z');
const PHONE = 'whatsapp:+15550200001';
const ADA = { userId: 'ada', phone: PHONE, mustArrive: true };
const MAPPING = 'whatsapp_user_mappings/key-1';
const LINK = 'whatsapp_links/ada';
const OUTBOUND = 'whatsapp_outbound_messages/message-1';
const INBOUND = 'whatsapp_inbound_messages/SM1';
const CONTACT = 'whatsapp_contacts/key-2';
const REQUEST = 'whatsapp_link_requests/request-1';

/** A small database, and what people saw. */
interface Town {
  readonly documents: Record<string, PlainJsonObject>;
  readonly silences: Silences;
  readonly deleted: string[];
  messages: SimulatedMessage[];
  received: string[];
}

function inMinutes(minutes: number): string {
  return new Date(NOW + minutes * MINUTE).toISOString();
}

function sent(sid: string, body: string): SimulatedMessage {
  const base = { direction: 'to-phone', from: 'whatsapp:+15550100000', mediaUrls: [], via: 'api' } as const;
  return { ...base, sid, to: PHONE, body, status: 'delivered', errorCode: null, at: inMinutes(-5) };
}

function peacefulTown(): Town {
  const accepted = {
    user_id: 'ada',
    state: 'accepted',
    attempts: [{ outcome: 'accepted', message_sid: 'SMa' }],
  };
  const stored = { user_id: 'ada', number: 1, state: 'processed', backfilled: false, out_of_order: false };
  return {
    silences: new Silences(),
    deleted: [],
    messages: [sent('SMa', 'Hello')],
    received: ['SM1'],
    documents: {
      [MAPPING]: {
        user_id: 'ada',
        whatsapp_number: PHONE,
        external_user_id: 'whatsapp:US.1',
        state: 'active',
        link_id: 'request-0',
      },
      [LINK]: {
        linked: { masked_number: '+15 ••• 01', state: 'active' },
        request: { request_id: 'request-1', state: 'claimed', expires_at: inMinutes(5) },
        mapping_id: 'key-1',
      },
      [REQUEST]: {
        user_id: 'ada',
        state: 'claimed',
        created_at: inMinutes(-1),
        expires_at: inMinutes(5),
        claim: { address_key: 'key-2' },
      },
      [CONTACT]: { mapping_id: 'key-1', waiting: { request_id: 'request-1', expires_at: inMinutes(5) } },
      [OUTBOUND]: accepted,
      [INBOUND]: stored,
      'whatsapp_events/event-1': { user_id: 'ada', state: 'delivered', message_id: 'message-1' },
      'whatsapp_inbound_lanes/ada': { lease_until: inMinutes(-3) },
    },
  };
}

function evidenceOf({ documents, silences, deleted, messages, received }: Town): Evidence {
  const stored = (collection = '') =>
    Object.entries(documents)
      .filter(([path]) => path.startsWith(`${collection}/`))
      .map(([path, data]) => ({ path, data }));
  return {
    documents: new SoakDocuments({ documents: stored }),
    now: NOW,
    history: {
      claimBefore: () => NOW - 6 * MINUTE,
      ownerOf: (sid) => (sid === 'SMx' ? null : 'message-1'),
    },
    silences,
    deleted,
    fromPhones: [{ ...ADA, id: 'SM1', text: 'Hi' }],
    toPhones: [{ ...ADA, id: 'message-1', text: 'Hello' }],
    messages,
    received: received.map((id) => ({ id, content: webhookOf(id), traceparent: null })),
  };
}

function webhookOf(id: string): Evidence['received'][number]['content'] {
  const data = {
    message_sid: id,
    user_id: 'ada',
    number: 1,
    from: PHONE,
    type: 'text',
    body: 'Hi',
    media: [],
  };
  return { type: 'message.received', timestamp: inMinutes(-5), data };
}

function change(path: string, fields: PlainJsonObject) {
  return ({ documents }: Town) => {
    documents[path] = { ...documents[path], ...fields };
  };
}

function remove(path: string) {
  return ({ documents }: Town) => {
    delete documents[path];
  };
}

it('finds nothing wrong with a small town at peace', () => {
  expect(audit(evidenceOf(peacefulTown()))).toMatchObject({ violations: [], lost: 0, doubled: 0, marked: 0 });
});

it.each<[violation: string, plant: (town: Town) => unknown]>([
  [
    'the user ada has 2 mappings',
    (town) =>
      (town.documents['whatsapp_user_mappings/key-9'] = {
        ...town.documents[MAPPING],
        whatsapp_number: 'whatsapp:+15550200009',
        external_user_id: null,
      }),
  ],
  [
    `${PHONE} has 2 mappings`,
    (town) =>
      (town.documents['whatsapp_user_mappings/key-9'] = {
        ...town.documents[MAPPING],
        user_id: 'ben',
        external_user_id: null,
      }),
  ],
  ['the app of ada does not show the mapping key-1', change(LINK, { linked: null, mapping_id: null })],
  ['the app of ada shows another number or state than its mapping', change(MAPPING, { state: 'suspended' })],
  ['the app of ada is half linked', change(LINK, { linked: null })],
  ['the app of ada shows a mapping that it does not have', remove(MAPPING)],
  ['no app shows the claimed request request-1', change(LINK, { request: null })],
  ['the app of ada shows a request that is not as shown', change(REQUEST, { state: 'confirmed' })],
  [
    'the address key-2 waits for a request that is not its own',
    change(REQUEST, { claim: { address_key: 'key-8' } }),
  ],
  ['message-1 is queued and nobody will look at it', change(OUTBOUND, { state: 'queued' })],
  [
    'SM1 is waiting and nobody looked at it when it was due',
    change(INBOUND, { state: 'waiting', next_at: inMinutes(-20) }),
  ],
  ['nobody asked what became of message-1', change(OUTBOUND, { check_at: inMinutes(-20) })],
  ['the inbound lane of ada is leased', change('whatsapp_inbound_lanes/ada', { lease_until: inMinutes(1) })],
  ['message-1 is leased as sending', change(OUTBOUND, { state: 'sending', next_at: inMinutes(1) })],
  ['the contact key-2 points to no mapping', change(CONTACT, { mapping_id: 'key-7' })],
  ['message-1 is stuck in the outbox lane of ada', change(MAPPING, { outbox: { 'message-1': {} } })],
  ['the event event-1 is about no message', change('whatsapp_events/event-1', { message_id: 'message-9' })],
  ['SM1 is of a user who never linked', change(INBOUND, { user_id: 'eve' })],
  ['lost: 0 of 1 arrived of message-1', (town) => (town.messages = [])],
  [
    'doubled: 2 arrived of 1, 0 of them marked: message-1',
    (town) => town.messages.push(sent('SMb', 'Hello')),
  ],
  ['message-1 ended as suppressed: null', change(OUTBOUND, { state: 'suppressed' })],
  ['lost: message-1 is not in the outbox', remove(OUTBOUND)],
  [
    "one message of Twilio's counts for message-1, message-2",
    ({ documents }) => (documents['whatsapp_outbound_messages/message-2'] = { ...documents[OUTBOUND] }),
  ],
  [
    'doubled: the notice message-1 went out 2 times',
    change(OUTBOUND, { recipient: { kind: 'address' }, delivery: { SMb: {} } }),
  ],
  ['nobody asked for SMx', (town) => town.messages.push(sent('SMx', 'Who am I?'))],
  ['lost: SM1 is not stored', remove(INBOUND)],
  ['lost: SM1 never reached the product', (town) => (town.received = [])],
  ['SM1 is dead', change(INBOUND, { state: 'dead' })],
  ['SM1 is of ben, not ada', change(INBOUND, { user_id: 'ben' })],
  [
    'SM1 of ada came behind a later one',
    (town) => {
      change('whatsapp_inbound_messages/SM2', { ...town.documents[INBOUND], number: 2 })(town);
      town.received.unshift('SM2');
    },
  ],
  [
    'message-1 went to a phone that had stopped messages',
    ({ silences }) => silences.stopped.begin(PHONE, NOW - 7 * MINUTE),
  ],
  [
    'message-1 went to a phone that had been unlinked',
    ({ silences }) => silences.unlinkedPhones.begin(PHONE, NOW - 7 * MINUTE),
  ],
  [
    'message-1 went to a phone that had been unlinked',
    ({ silences }) => silences.unlinkedUsers.begin('ada', NOW - 7 * MINUTE),
  ],
  ['SM1 is kept of ada, who was deleted', ({ deleted }) => deleted.push('ada')],
])('sees: %s', (violation, plant) => {
  const town = peacefulTown();
  plant(town);
  expect(audit(evidenceOf(town)).violations).toContain(violation);
});

it.each<[excuse: string, plant: (town: Town) => unknown]>([
  [
    'a possible duplicate that is marked',
    (town) => {
      change(OUTBOUND, { possible_duplicate: true })(town);
      town.messages.push(sent('SMb', 'Hello'));
    },
  ],
  [
    'a message that was claimed before the STOP',
    ({ silences }) => silences.stopped.begin(PHONE, NOW - 6 * MINUTE),
  ],
  [
    'a message after the START',
    ({ silences }) => {
      silences.stopped.begin(PHONE, NOW - 9 * MINUTE);
      silences.stopped.end(PHONE, NOW - 7 * MINUTE);
    },
  ],
  [
    'a request that a newer one of its user has replaced',
    ({ documents }) => {
      documents['whatsapp_link_requests/request-0'] = { ...documents[REQUEST], created_at: inMinutes(-2) };
    },
  ],
  ['work that is due soon', change('whatsapp_events/event-1', { state: 'pending', next_at: inMinutes(2) })],
])('accepts %s', (_, plant) => {
  const town = peacefulTown();
  plant(town);
  expect(audit(evidenceOf(town)).violations).toEqual([]);
});
