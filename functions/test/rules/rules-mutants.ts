export interface RulesMutant {
  readonly name: string;
  readonly replace: string;
  readonly by: string;
  /** The case of the table that catches it. */
  readonly caughtBy: string;
}

const CONDITION = 'request.auth != null && request.auth.uid == userId';
const ALLOW = `allow get: if ${CONDITION};`;
const MATCH = 'match /whatsapp_links/{userId} {';

const getByAnother = 'another user: get whatsapp_links/ada';
const getByNobody = 'nobody who is signed in: get whatsapp_links/ada';

function opened(operation: string, condition = CONDITION): string {
  return `${ALLOW} allow ${operation}: if ${condition};`;
}

/** Ways in which somebody might break the rules, each of them a change of the text. */
export const mutants: readonly RulesMutant[] = [
  {
    name: 'the owner check is dropped',
    replace: ' && request.auth.uid == userId',
    by: '',
    caughtBy: getByAnother,
  },
  {
    name: 'the owner check is inverted',
    replace: 'uid == userId',
    by: 'uid != userId',
    caughtBy: 'another user: get in a transaction whatsapp_links/ada',
  },
  { name: 'one check is enough', replace: '&&', by: '||', caughtBy: getByAnother },
  {
    name: 'the sign-in check is inverted',
    replace: 'request.auth != null &&',
    by: 'request.auth == null ||',
    caughtBy: getByNobody,
  },
  { name: 'both checks are dropped', replace: CONDITION, by: 'true', caughtBy: getByNobody },
  { name: 'the condition is forgotten', replace: `: if ${CONDITION}`, by: '', caughtBy: getByNobody },
  {
    name: 'the user is compared with a constant',
    replace: '== userId',
    by: "== 'ada'",
    caughtBy: 'a new user: get whatsapp_links/carol',
  },
  {
    name: 'the document is compared with a constant',
    replace: 'request.auth.uid == userId',
    by: "userId == 'ada'",
    caughtBy: getByAnother,
  },
  {
    name: 'the user only has to look like the owner',
    replace: 'request.auth.uid == userId',
    by: 'request.auth.uid.matches(userId + ".*")',
    caughtBy: "another user whose id holds the owner's: get whatsapp_links/ada",
  },
  {
    name: 'a claim is enough',
    replace: 'request.auth.uid == userId',
    by: '(request.auth.uid == userId || request.auth.token.admin == true)',
    caughtBy: 'another user with an admin claim: get whatsapp_links/ada',
  },
  {
    name: 'anonymous users are excluded',
    replace: CONDITION,
    by: `${CONDITION} && request.auth.token.firebase.sign_in_provider != 'anonymous'`,
    caughtBy: 'an anonymous owner: get whatsapp_links/guest',
  },
  {
    name: 'a function hides that everybody is let in',
    replace: ALLOW,
    by: 'function isOwner() { return request.auth != null || true; } allow get: if isOwner();',
    caughtBy: getByNobody,
  },
  {
    name: 'get is widened to read',
    replace: 'allow get',
    by: 'allow read',
    caughtBy: 'the owner: list by id whatsapp_links/ada',
  },
  {
    name: 'lists are opened to whoever is signed in',
    replace: ALLOW,
    by: opened('list', 'request.auth != null'),
    caughtBy: 'another user: list whatsapp_links/ada',
  },
  {
    name: 'owners may write',
    replace: 'allow get',
    by: 'allow get, write',
    caughtBy: 'a new user: create in a transaction whatsapp_links/carol',
  },
  {
    name: 'owners may create',
    replace: ALLOW,
    by: opened('create'),
    caughtBy: 'a new user: create whatsapp_links/carol',
  },
  {
    name: 'owners may update',
    replace: ALLOW,
    by: opened('update'),
    caughtBy: 'the owner: update in a transaction whatsapp_links/ada',
  },
  {
    name: 'the product may update',
    replace: ALLOW,
    by: opened('update', 'request.auth.token.whatsapp_sender'),
    caughtBy: 'another user who may send: update whatsapp_links/ada',
  },
  {
    name: 'owners may delete',
    replace: ALLOW,
    by: opened('delete'),
    caughtBy: 'the owner: delete whatsapp_links/ada',
  },
  {
    name: 'everybody may delete',
    replace: ALLOW,
    by: opened('delete', 'true'),
    caughtBy: 'nobody who is signed in: delete in a transaction whatsapp_links/ada',
  },
  {
    name: 'everybody may create',
    replace: ALLOW,
    by: opened('create', 'resource == null'),
    caughtBy: 'another anonymous user: create in a batch whatsapp_links/ada',
  },
  {
    name: 'everything below an own document is readable',
    replace: '{userId} {',
    by: '{userId}/{document=**} {',
    caughtBy: 'the owner: get whatsapp_links/ada/notes/ada',
  },
  {
    name: 'the match covers every collection',
    replace: '/whatsapp_links/',
    by: '/{collection}/',
    caughtBy: 'the owner: get whatsapp_user_mappings/ada',
  },
  {
    name: 'the match covers every document',
    replace: MATCH,
    by: 'match /{userId=**} {',
    caughtBy: 'the owner: get whatsapp_links/ada',
  },
  {
    name: 'the match covers collections of that name anywhere',
    replace: '/whatsapp_links/{userId}',
    by: '/{path=**}/whatsapp_links/{userId}',
    caughtBy: 'the owner: get apps/one/whatsapp_links/ada',
  },
  {
    name: 'another collection is opened',
    replace: MATCH,
    by: `match /whatsapp_contacts/{contact} { allow get: if request.auth != null; } ${MATCH}`,
    caughtBy: 'another user: get whatsapp_contacts/ada',
  },
  {
    name: 'what is not ours is opened',
    replace: MATCH,
    by: `match /{collection}/{document} { allow list: if !collection.matches('whatsapp_.*'); } ${MATCH}`,
    caughtBy: 'nobody who is signed in: list collection_of_the_app/ada',
  },
  {
    name: 'the rules are those of the test mode',
    replace: MATCH,
    by: `match /{document=**} { allow read, write: if request.time < timestamp.date(2100, 1, 1); } ${MATCH}`,
    caughtBy: 'nobody who is signed in: query the collection group of whatsapp_links/ada',
  },
];
