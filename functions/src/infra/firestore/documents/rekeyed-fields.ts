import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { AddressKey } from '../../../domain/linking/address-key.ts';
import { collections, type CollectionName } from '../collections.ts';

type Move = (addressKey: AddressKey) => AddressKey;

/** Field paths and their new values. */
export type FieldChanges = Readonly<Record<string, unknown>>;

export interface RekeyedCollection {
  readonly name: CollectionName;
  /** The documents' ids are address keys. */
  readonly isKeyed: boolean;
  /** Paths of fields that hold an address key, another hash made with the same keys, or a list of them. */
  readonly keyFields: readonly string[];
  /** Ends a link request that has been claimed: the digits that its chat shows were made with the former key. */
  readonly ending?: { readonly field: string; ended(value: unknown): unknown };
}

/** Everything that is found by an address key or holds one, in the order in which it is moved. */
export const rekeyedCollections: readonly RekeyedCollection[] = [
  { name: collections.userMappings, isKeyed: true, keyFields: [] },
  {
    name: collections.contacts,
    isKeyed: true,
    keyFields: ['mapping_id'],
    ending: { field: 'waiting', ended: () => null },
  },
  {
    name: collections.links,
    isKeyed: false,
    keyFields: ['mapping_id'],
    ending: { field: 'request', ended: (request) => (stateOf(request) === 'claimed' ? null : request) },
  },
  {
    name: collections.linkRequests,
    isKeyed: false,
    keyFields: ['claim.address_key'],
    ending: { field: 'state', ended: (state) => (state === 'claimed' ? 'ended' : state) },
  },
  { name: collections.commandReceipts, isKeyed: false, keyFields: ['address_key'] },
  {
    name: collections.outboundMessages,
    isKeyed: false,
    keyFields: ['address_key', 'recipient.address_key', 'content_hash'],
  },
  { name: collections.inboundMessages, isKeyed: false, keyFields: ['content_hash'] },
  { name: collections.erasures, isKeyed: false, keyFields: ['address_keys'] },
];

export function isAddressKey(value: unknown): value is AddressKey {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{22}$/.test(value);
}

export function fieldsOf({ keyFields, ending }: RekeyedCollection): readonly string[] {
  return ending === undefined ? keyFields : [...keyFields, ending.field];
}

/** What another key changes in a document of any form. */
export function rekeyedFields(
  { keyFields, ending }: RekeyedCollection,
  document: DocumentSnapshot,
  move: Move,
): FieldChanges {
  const changed = [
    ...keyFields.map((field) => change(document, field, (value) => movedValue(value, move))),
    ...(ending === undefined ? [] : [change(document, ending.field, (value) => ending.ended(value))]),
  ];
  return Object.assign({}, ...changed);
}

function change(
  document: DocumentSnapshot,
  field: string,
  changed: (value: unknown) => unknown,
): FieldChanges {
  const value: unknown = document.get(field);
  const next = value === undefined ? value : changed(value);
  return next === value ? {} : { [field]: next };
}

function movedValue(value: unknown, move: Move): unknown {
  if (isAddressKey(value)) return move(value);
  return Array.isArray(value) && value.some(isAddressKey) ? value.map((one) => movedValue(one, move)) : value;
}

function stateOf(request: unknown): unknown {
  return typeof request === 'object' && request !== null && 'state' in request ? request.state : undefined;
}
