import * as fc from 'fast-check';
import { Timestamp } from 'firebase-admin/firestore';
import type { DocumentChange } from '../../../local/firestore/embedded-firestore.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import type { Pairs } from '../end-to-end/support/webhook-caller.ts';
import { firstOf } from './form.ts';
import type { Identity } from './identity.ts';
import { oddName, oddText } from './odd-texts.ts';
import { changesOutside, type FuzzAnswer, type Trial } from './trial.ts';
import { isAcceptable, isOddToFramework, twilioForm, type TwilioForm } from './twilio-form.ts';
import { webhookShape, type WebhookShape } from './webhook-bodies.ts';

const OUTBOX = 'whatsapp_outbound_messages';
const KNOWN_STATES = /^(accepted|scheduled|queued|sending|sent|canceled|undelivered|failed|delivered|read)$/;

export interface StatusShape extends Pick<WebhookShape, 'damage' | 'contentType' | 'forgery'> {
  readonly isKnown: boolean;
  readonly status: string;
  readonly errorCode: string | null;
  readonly odd: Pairs;
  readonly query: string | null;
}

export const statusShape: fc.Arbitrary<StatusShape> = webhookShape.chain(({ damage, contentType, forgery }) =>
  fc.record({
    damage: fc.constant(damage),
    contentType: fc.constant(contentType),
    forgery: fc.constant(forgery),
    isKnown: fc.boolean(),
    status: fc.oneof(
      fc.constantFrom('queued', 'sent', 'delivered', 'read', 'failed', 'undelivered', 'canceled', 'SENT'),
      oddText,
    ),
    errorCode: fc.option(
      fc.oneof(fc.constantFrom('30008', '63016', '63024', '0', '-5', '9'.repeat(30)), oddText),
    ),
    odd: fc.array(fc.tuple(oddName, oddText), { maxLength: 3 }),
    query: fc.oneof(
      { weight: 24, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '?oid=a%2Fb%2Fc%2Fd',
          '?oid=../../../x',
          '?oid=short',
          '?oid=',
          '?oid=a&oid=b',
          '?x=1',
        ),
      },
    ),
  }),
);

/** One report of what became of a message of ours, or of no message at all. */
export function statusTrial(shape: StatusShape, identity: Identity, baseUrl: string): Trial {
  const messageId = `order-${identity.userId}`;
  const query = shape.query ?? `?oid=${messageId}`;
  const form = twilioForm(
    [
      ['AccountSid', shape.forgery === 'foreign account' ? `AC${'9'.repeat(32)}` : localIdentity.accountSid],
      ['From', shape.forgery === 'foreign sender' ? 'whatsapp:+15559999999' : localIdentity.sender],
      ['To', identity.phone],
      ['MessageSid', shape.forgery === 'bad sid' ? `${identity.messageSid}/x` : identity.messageSid],
      ['MessageStatus', shape.status],
      ...(shape.errorCode === null ? [] : [['ErrorCode', shape.errorCode] as const]),
      ...shape.odd,
    ],
    { ...shape, address: `${baseUrl}/twilioStatus${query}`, ourParameter: 'From' },
  );
  const path = `${OUTBOX}/${messageId}`;
  return {
    kind: `status, ${shape.isKnown ? 'of a message' : 'of nothing'}`,
    path: `/twilioStatus${query}`,
    headers: {
      ...(form.signature !== null && { 'x-twilio-signature': form.signature }),
      ...(shape.contentType !== null && { 'content-type': shape.contentType }),
    },
    body: form.body,
    times: 1,
    stored: shape.isKnown ? [{ path, data: messageOf(identity) }] : [],
    marks: [messageId, identity.userId, identity.messageSid],
    isOurs: form.isOurs,
    judge: ([answer], changes) =>
      answer?.status === 204 ? judgeAccepted(shape, form, answer, changes) : judgeRefused(shape, form),
  };
}

/** Given to Twilio, and sent as far as anybody knows. */
function messageOf({ userId, phone, messageSid }: Identity) {
  const now = Timestamp.now();
  const attempt = {
    started_at: now,
    finished_at: now,
    part: 0,
    content: 'own',
    outcome: 'accepted',
    reason: null,
    provider_code: null,
    message_sid: messageSid,
  };
  return {
    user_id: userId,
    body: 'Your order is ready.',
    state: 'accepted',
    step: 1,
    to: phone,
    created_at: now,
    next_at: null,
    attempts: [attempt],
    message_sids: [messageSid],
  };
}

function judgeRefused(shape: StatusShape, form: TwilioForm): readonly string[] {
  const isGood = isAcceptable(form, shape.contentType) && shape.query === null;
  return isGood && !isOddToFramework(form, shape.contentType) ? ['a good report was refused'] : [];
}

function judgeAccepted(
  shape: StatusShape,
  form: TwilioForm,
  answer: FuzzAnswer,
  changes: readonly DocumentChange[],
): readonly string[] {
  const status = firstOf(form.pairs, 'MessageStatus');
  const isTaken = shape.isKnown && shape.query === null && KNOWN_STATES.test(status);
  const newest = JSON.stringify(changes.findLast(({ path }) => path.startsWith(OUTBOX))?.after ?? null);
  return [
    ...(isAcceptable(form, shape.contentType) ? [] : ['what should be refused was accepted']),
    ...(answer.body === '' ? [] : ['a report was answered with words']),
    ...(isTaken || changes.length === 0 ? [] : ['a report of nothing changed a document']),
    ...(!isTaken || newest.includes(`"${status}_at"`) ? [] : ['a report was not recorded']),
    ...changesOutside([OUTBOX, 'whatsapp_events', 'whatsapp_user_mappings'], changes),
  ];
}
