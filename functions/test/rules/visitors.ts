import type { TokenOptions } from '@firebase/rules-unit-testing';

/** Who asks, and for whose document. */
export interface Visitor {
  readonly name: string;
  /** Null: not signed in. */
  readonly userId: string | null;
  readonly claims?: TokenOptions;
  /** In `whatsapp_links` the user whose link state it is. */
  readonly documentId: string;
  /** Creating a document that is there would be an update. */
  readonly documentExists: boolean;
}

const anonymous: TokenOptions = { provider_id: 'anonymous', firebase: { sign_in_provider: 'anonymous' } };
const adas = { documentId: 'ada', documentExists: true };

/** They ask for everything. */
export const usualVisitors: readonly Visitor[] = [
  { name: 'the owner', userId: 'ada', ...adas },
  { name: 'another user', userId: 'bob', ...adas },
  { name: 'nobody who is signed in', userId: null, ...adas },
  {
    name: 'an anonymous owner',
    userId: 'guest',
    claims: anonymous,
    documentId: 'guest',
    documentExists: true,
  },
  { name: 'another user with an admin claim', userId: 'root', claims: { admin: true }, ...adas },
  { name: 'an owner with an odd id', userId: 'a%2Fb', documentId: 'a%2Fb', documentExists: true },
];

/** They ask for what an owner may read and what lies below it. */
export const strangeVisitors: readonly Visitor[] = [
  { name: 'a new user', userId: 'carol', documentId: 'carol', documentExists: false },
  { name: 'another anonymous user', userId: 'guest', claims: anonymous, ...adas },
  { name: 'another user who may send', userId: 'backend', claims: { whatsapp_sender: true }, ...adas },
  { name: "another user whose id holds the owner's", userId: 'ada%2Fada', ...adas },
  { name: 'another user whose id is a pattern', userId: '{userId}', ...adas },
];
