import { Timestamp } from 'firebase-admin/firestore';
import type { DocumentChange } from '../../../local/firestore/embedded-firestore.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import type { Pairs } from '../end-to-end/support/webhook-caller.ts';
import { firstOf } from './form.ts';
import { keysOf, type Identity } from './identity.ts';
import { EMPTY_TWIML, type KnownAnswers } from './known-answers.ts';
import { changesOutside, collectionOf, type FuzzAnswer, type Trial } from './trial.ts';
import { isAcceptable, isOddToFramework, twilioForm, type TwilioForm } from './twilio-form.ts';
import { OWN_OTHER_ADDRESS, type WebhookShape } from './webhook-bodies.ts';

const NEXT_NUMBER = 7;
const MESSAGE_SID = /^..[0-9a-f]{32}$/i;
const INBOUND = 'whatsapp_inbound_messages';
const COMMANDS =
  /^(STOP|STOPALL|UNSUBSCRIBE|END|QUIT|REVOKE|OPTOUT|BAJA|PARAR|START|UNSTOP|ALTA|HELP|INFO|AYUDA|STATUS|UNLINK|NO)$/;

interface WebhookTrialOptions {
  readonly identity: Identity;
  readonly baseUrl: string;
  readonly answers: KnownAnswers;
}

/** One message that somebody sends, whoever that is. */
export function webhookTrial(shape: WebhookShape, options: WebhookTrialOptions): Trial {
  const { identity, baseUrl } = options;
  const sender = shape.sender === 'linked with a hidden number' ? identity.hidden : identity.phone;
  const form = twilioForm(pairsOf(shape, identity, sender), {
    ...shape,
    address: `${baseUrl}/twilioWebhook${shape.query}`,
    ourParameter: 'To',
  });
  const { phone, hidden, userId, messageSid } = identity;
  const from = firstOf(form.pairs, 'From');
  const also = (name: string) => firstOf(form.pairs, name);
  return {
    kind: `webhook, ${shape.sender}`,
    path: `/twilioWebhook${shape.query}`,
    headers: {
      ...(form.signature !== null && { 'x-twilio-signature': form.signature }),
      ...(shape.contentType !== null && { 'content-type': shape.contentType }),
    },
    body: form.body,
    times: shape.times,
    stored:
      shape.sender === 'stranger' ? [] : [{ path: mappingPath(sender), data: mappingOf(userId, sender) }],
    marks: [
      // both addresses of a person are written where one says STOP
      ...keysOf(phone, hidden, from, also('ExternalUserId'), `whatsapp:+${also('WaId')}`),
      phone,
      hidden,
      userId,
      messageSid,
      ...(MESSAGE_SID.exec(firstOf(form.pairs, 'MessageSid')) ?? []),
    ],
    isOurs: form.isOurs,
    judge: (answers, changes) =>
      answers.every(({ status }) => status === 200)
        ? judgeAccepted({ shape, form, sender, userId, answers, changes, known: options.answers })
        : judgeRefused(shape, form),
  };
}

function pairsOf(shape: WebhookShape, identity: Identity, sender: string): Pairs {
  const other = sender === identity.phone ? identity.hidden : identity.phone;
  const known = shape.known.map(([name, value]) => {
    const own = name === 'WaId' ? other.replace(/^whatsapp:\+/, '') : other;
    return [name, value === OWN_OTHER_ADDRESS ? own : value] as const;
  });
  const { forgery, odd, oddFirst, body } = shape;
  const pairs = [
    ['AccountSid', forgery === 'foreign account' ? `AC${'9'.repeat(32)}` : localIdentity.accountSid],
    ['To', forgery === 'foreign sender' ? 'whatsapp:+15559999999' : localIdentity.sender],
    ['From', sender],
    ['MessageSid', forgery === 'bad sid' ? `${identity.messageSid}/x` : identity.messageSid],
    ['Body', body],
    ...known,
  ] as const;
  return oddFirst ? [...odd, ...pairs] : [...pairs, ...odd];
}

function mappingPath(sender: string): string {
  return `whatsapp_user_mappings/${keysOf(sender).join('')}`;
}

function mappingOf(userId: string, sender: string) {
  const now = Timestamp.now();
  return {
    user_id: userId,
    whatsapp_number: sender,
    external_user_id: null,
    profile_name: null,
    link_id: null,
    state: 'active',
    linked_at: now,
    last_inbound_at: now,
    next_message_number: NEXT_NUMBER,
    opted_out: false,
    opt_out_hint_at: null,
  };
}

function judgeRefused(shape: WebhookShape, form: TwilioForm): readonly string[] {
  const isOdd = isOddToFramework(form, shape.contentType) || shape.query !== '';
  const hasSender = keysOf(firstOf(form.pairs, 'From')).length > 0;
  return isAcceptable(form, shape.contentType) && hasSender && !isOdd ? ['a good message was refused'] : [];
}

interface Accepted {
  readonly shape: WebhookShape;
  readonly form: TwilioForm;
  readonly sender: string;
  readonly userId: string;
  readonly answers: readonly FuzzAnswer[];
  readonly changes: readonly DocumentChange[];
  readonly known: KnownAnswers;
}

function judgeAccepted(accepted: Accepted): readonly string[] {
  const { shape, form, sender, answers, changes, known } = accepted;
  const isGood = isAcceptable(form, shape.contentType) && ['', '?'].includes(shape.query);
  const bodies = new Set(answers.map(({ body }) => body));
  const isLinked = shape.sender !== 'stranger' && firstOf(form.pairs, 'From') === sender;
  return [
    ...(isGood ? [] : ['what should be refused was accepted']),
    ...(answers.every(({ type }) => type.startsWith('text/xml')) ? [] : ['an answer that is no TwiML']),
    ...([...bodies].every((body) => known.has(body)) ? [] : ['an answer that nobody wrote']),
    ...(bodies.size === 1 ? [] : ['the same message was answered differently']),
    ...(isLinked ? judgeLinked(accepted) : judgeStranger(form, changes)),
  ];
}

function judgeLinked({ form, userId, answers, changes }: Accepted): readonly string[] {
  const stored = changes.filter((change) => collectionOf(change) === INBOUND);
  const body = firstOf(form.pairs, 'Body');
  const mayMeanMore = isCommandLike(body) || firstOf(form.pairs, 'OptOutType') !== '';
  if (mayMeanMore && stored.length === 0) return [];
  const [message] = stored;
  const mapping = changes.findLast(({ path }) => path.startsWith('whatsapp_user_mappings/'));
  const expected = [
    [stored.length, 1],
    [message?.path, `${INBOUND}/${firstOf(form.pairs, 'MessageSid')}`],
    [message?.after?.['body'], body.toWellFormed()],
    [message?.after?.['user_id'], userId],
    [message?.after?.['number'], NEXT_NUMBER],
    [mapping?.after?.['next_message_number'], NEXT_NUMBER + 1],
    [answers[0]?.body, EMPTY_TWIML],
  ];
  return expected
    .filter(([actual, wanted]) => actual !== wanted)
    .map(
      ([actual, wanted]) =>
        `a linked message: ${JSON.stringify(actual)} in place of ${JSON.stringify(wanted)}`,
    );
}

/** Nothing of a stranger's text is stored. */
function judgeStranger(form: TwilioForm, changes: readonly DocumentChange[]): readonly string[] {
  const texts = form.pairs
    .filter(([name]) => name === 'Body' || name === 'ProfileName')
    .map(([, value]) => JSON.stringify(value.toWellFormed()))
    .filter((text) => text.length > 8);
  const stored = JSON.stringify(changes.map(({ after }) => after ?? null));
  return [
    ...changesOutside(['whatsapp_contacts', 'whatsapp_command_receipts'], changes),
    ...(texts.some((text) => stored.includes(text)) ? ['a text of a stranger was stored'] : []),
  ];
}

/** Whatever might be read as a command, and more. */
function isCommandLike(text: string): boolean {
  const letters = text.normalize('NFKD').replace(/[^\p{Letter}]/gu, '');
  return COMMANDS.test(letters.toUpperCase()) || text.normalize('NFKC').toUpperCase().includes('LINK');
}
