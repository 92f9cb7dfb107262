import { Timestamp } from 'firebase-admin/firestore';
import type { DocumentChange } from '../../../local/firestore/embedded-firestore.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { Secret } from '../../src/infra/config/secret.ts';
import { HmacLinkCryptography } from '../../src/infra/cryptography/hmac-link-cryptography.ts';
import { NodeRandomSource } from '../../src/infra/cryptography/node-random-source.ts';
import type { CallableShape, Data } from './callable-payloads.ts';
import { keysOf, type Identity } from './identity.ts';
import { changesOutside, collectionOf, type FuzzAnswer, type Trial } from './trial.ts';

const OUTBOX = 'whatsapp_outbound_messages';
const REQUESTS = 'whatsapp_link_requests';
const CONTENT_SID = `HX${'1'.repeat(32)}`;
const MINUTES_10 = 600_000;

const cryptography = new HmacLinkCryptography({
  key: new Secret(localIdentity.linkCodeKey),
  random: new NodeRandomSource(),
});

interface CallableTrialOptions {
  readonly identity: Identity;
  /** The token of a user who has just signed in, and may send messages. */
  readonly tokenOf: (userId: string) => string;
}

/** One call of an app's, whoever made that app. */
export function callableTrial(shape: CallableShape, { identity, tokenOf }: CallableTrialOptions): Trial {
  const call = callOf(shape, identity);
  const whole = Buffer.from(call.json);
  const body = new Uint8Array(whole.subarray(0, Math.floor(shape.cut * whole.length)));
  return {
    kind: `callable, ${shape.name}`,
    path: `/${shape.name}`,
    headers: {
      ...(shape.contentType !== null && { 'content-type': shape.contentType }),
      ...authorization(shape.caller, tokenOf(identity.userId)),
    },
    body,
    times: 1,
    stored: call.stored,
    marks: [identity.userId, call.requestId, messageIdOf(identity), ...keysOf(identity.phone)],
    countedIn: call.isCounted ? [REQUESTS] : [],
    judge: ([answer], changes) =>
      answer === undefined || answer.status !== 200
        ? judgeRefused(answer)
        : [
            ...(shape.caller === 'user' && body.length === whole.length
              ? []
              : ['a call that should be refused']),
            ...judgeAccepted(shape, { ...call, identity, changes, answer }),
          ],
  };
}

interface Call {
  readonly json: string;
  readonly requestId: string;
  readonly stored: Trial['stored'];
  /** Wrong digits for the user's own request are the one refusal that leaves a trace. */
  readonly isCounted: boolean;
}

function callOf({ name, data }: CallableShape, identity: Identity): Call {
  const requestId = Buffer.from(identity.userId).subarray(0, 16).toString('base64url');
  const digits = cryptography.confirmationNumberOf(requestId, keysOf(identity.phone).join(''));
  const isConfirmation = name === 'confirmLink' && data.kind === 'confirmation';
  return {
    json:
      data.kind === 'raw' ? data.json : JSON.stringify({ data: valueOf(data, identity, requestId, digits) }),
    requestId,
    stored: isConfirmation && data.request !== 'unknown' ? claimedRequest(data, identity, requestId) : [],
    isCounted: isConfirmation && data.request === 'own' && data.digits === 'wrong',
  };
}

function valueOf(
  data: Exclude<Data, { kind: 'raw' }>,
  identity: Identity,
  requestId: string,
  digits: string,
): unknown {
  if (data.kind === 'any') return data.value;
  if (data.kind === 'confirmation') {
    return { requestId, confirmationNumber: writtenDigits(data.digits, digits) };
  }
  const { body, variables } = data;
  const message = { id: messageIdOf(identity), userId: identity.userId };
  return variables === null
    ? { ...message, body }
    : { ...message, template: { contentSid: CONTENT_SID, variables } };
}

function writtenDigits(how: Extract<Data, { kind: 'confirmation' }>['digits'], digits: string): unknown {
  const ARABIC_ZERO = 0x660;
  switch (how) {
    case 'right':
      return digits;
    case 'wrong':
      return digits === '000000' ? '000001' : '000000';
    case 'in another script':
      return digits.replace(/\d/g, (digit) => String.fromCharCode(ARABIC_ZERO + Number(digit)));
    case 'as a number':
      return Number(digits);
    case 'too many':
      return `${digits}0`;
  }
}

/** A phone has sent the code of the user's request, or of somebody else's. */
function claimedRequest(
  { request }: Extract<Data, { kind: 'confirmation' }>,
  { userId, phone, messageSid }: Identity,
  requestId: string,
): Trial['stored'] {
  const owner = request === 'own' ? userId : `${userId}-other`;
  const now = Timestamp.now();
  const end = Timestamp.fromMillis(now.toMillis() + MINUTES_10);
  const key = keysOf(phone).join('');
  const claim = {
    address_key: key,
    whatsapp_number: phone,
    external_user_id: null,
    profile_name: null,
    claimed_at: now,
    message_sid: messageSid,
    sent_to: localIdentity.sender,
  };
  const shown = { request_id: requestId, state: 'claimed', masked_number: '+1 •••', expires_at: end };
  return [
    {
      path: `${REQUESTS}/${requestId}`,
      data: {
        user_id: owner,
        state: 'claimed',
        masked_account: null,
        created_at: now,
        expires_at: end,
        claim,
        wrong_confirmations: 0,
      },
    },
    {
      path: `whatsapp_links/${owner}`,
      data: { linked: null, request: shown, mapping_id: null, next_message_number: 1 },
    },
    { path: `whatsapp_contacts/${key}`, data: { waiting: { request_id: requestId, expires_at: end } } },
  ];
}

function messageIdOf({ userId }: Identity): string {
  return `order-${userId}`;
}

function authorization(caller: CallableShape['caller'], token: string): Readonly<Record<string, string>> {
  if (caller === 'nobody') return {};
  if (caller === 'not a token') return { authorization: 'Bearer x.y.z' };
  return { authorization: caller === 'user' ? `Bearer ${token}` : `Basic ${token}` };
}

/** Every refusal is in the callable protocol, or functions-framework's own. */
function judgeRefused(answer: FuzzAnswer | undefined): readonly string[] {
  const isProtocol =
    answer?.type.startsWith('application/json') === true && answer.body.startsWith('{"error":');
  const isFrameworks = answer?.type.startsWith('text/html') === true;
  return isProtocol || isFrameworks ? [] : ['a refusal that no app can read'];
}

interface AcceptedCall extends Call {
  readonly identity: Identity;
  readonly changes: readonly DocumentChange[];
  readonly answer: FuzzAnswer;
}

function judgeAccepted({ name, data }: CallableShape, accepted: AcceptedCall): readonly string[] {
  const { changes, answer } = accepted;
  switch (name) {
    case 'startLink':
      return [
        ...changesOutside(['whatsapp_links', REQUESTS, 'whatsapp_link_counters'], changes),
        ...(changes.length === 3 ? [] : [`a start that changed ${changes.length} documents`]),
      ];
    case 'cancelLink':
    case 'unlink':
      return changes.length === 0 && /^\{"result":\{"(canceled|unlinked)":false\}\}$/.test(answer.body)
        ? []
        : ['something ended that had never begun'];
    case 'confirmLink':
      return judgeLinked(data, accepted);
    case 'exportMyData':
      return judgeExport(accepted);
    case 'sendMessage':
      return judgeMessage(data, accepted);
  }
}

function judgeLinked(data: Data, { changes, identity }: AcceptedCall): readonly string[] {
  const isRight = data.kind === 'confirmation' && data.request === 'own' && data.digits === 'right';
  const mappings = changes.filter((change) => collectionOf(change) === 'whatsapp_user_mappings');
  return isRight && mappings.length === 1 && mappings[0]?.after?.['user_id'] === identity.userId
    ? []
    : ['a link that nobody proved'];
}

/** It is counted, and it tells of nobody else. */
function judgeExport({ changes, answer, identity }: AcceptedCall): readonly string[] {
  const isOwn = answer.body.includes(`"user_id":${JSON.stringify(identity.userId)}`);
  return [
    ...changesOutside(['whatsapp_link_counters'], changes),
    ...(changes.length === 1 && isOwn ? [] : ['an export of something else']),
  ];
}

function judgeMessage(data: Data, { changes, identity }: AcceptedCall): readonly string[] {
  const [created] = changes;
  const isAsSent =
    data.kind === 'message' &&
    changes.length === 1 &&
    created?.path === `${OUTBOX}/${messageIdOf(identity)}` &&
    created.after?.['user_id'] === identity.userId &&
    (data.variables !== null || created.after['body'] === data.body.toWellFormed());
  return isAsSent ? [] : ['a message other than the one that was handed in'];
}
