import { nextStepOf, type NextStep } from '../../../functions/src/app/operating/next-step.ts';
import type {
  FoundOutboundMessage,
  InvalidOutboundMessage,
} from '../../../functions/src/domain/messaging/outbound-message-repository.ts';
import type { OutboundMessage } from '../../../functions/src/domain/messaging/outbound-message.ts';
import { INVALID_DOCUMENT_ADVICE } from '../../../functions/src/domain/messaging/outbound-message.ts';
import type { ReportedStatus } from '../../../functions/src/domain/operating/operator-queries.ts';
import { at, field, type Field } from '../output/cell.ts';
import type { List } from '../output/output.ts';
import type { Privacy } from '../output/privacy.ts';

interface Description {
  readonly fields: readonly Field[];
  readonly lists: readonly List[];
}

const STEPS: Readonly<Record<NextStep['kind'], string>> = {
  try: 'the next try',
  'lease-end': 'it is being sent; its outcome counts as unknown',
  look: 'a look into the log of Twilio',
  check: 'Twilio is asked what became of it',
};

/** One row of a list. */
export function summarize(found: FoundOutboundMessage, privacy: Privacy): readonly Field[] {
  const message = found.kind === 'valid' ? found.message : null;
  const id = found.kind === 'valid' ? found.message.id : found.invalid.id;
  return [
    field('message_id', 'Message', id),
    field('user_id', 'User', message?.userId ?? null),
    field('whatsapp_number', 'Number', privacy.number(message?.to ?? null)),
    field('created_at', 'Created', at(message?.createdAt ?? null)),
    field('attempts', 'Attempts', message?.attempts.length ?? 0),
    field('reason', 'Reason', message === null ? 'invalid-document' : message.reason),
    field('next_at', 'Next', at(message === null ? null : (nextStepOf(message)?.at ?? null))),
  ];
}

export function describeInvalid({ id, problems }: InvalidOutboundMessage): Description {
  return {
    fields: [
      field('message_id', 'Message', id),
      field('state', 'State', 'failed'),
      field('reason', 'Reason', 'invalid-document'),
      field('advice', 'What to do', INVALID_DOCUMENT_ADVICE),
    ],
    lists: [
      {
        name: 'problems',
        title: 'Problems',
        rows: problems.map((problem) => [field('problem', 'Problem', problem)]),
        whenEmpty: 'None.',
      },
    ],
  };
}

export function describeMessage(
  message: OutboundMessage,
  reports: readonly ReportedStatus[],
  privacy: Privacy,
): Description {
  const next = nextStepOf(message);
  return {
    fields: [
      field('message_id', 'Message', message.id),
      field('state', 'State', message.state),
      field('reason', 'Reason', message.reason),
      field('advice', 'What to do', message.advice),
      field('next_step', 'What happens next', next === null ? null : STEPS[next.kind]),
      field('next_at', 'when', at(next?.at ?? null)),
      field('possible_duplicate', 'May be a duplicate', message.possibleDuplicate),
      field('user_id', 'User', message.userId),
      field('whatsapp_number', 'Number', privacy.number(message.to)),
      ...describeContent(message, privacy),
      field('created_at', 'Created', at(message.createdAt)),
      field('expires_at', 'Not sent after', at(message.expiresAt)),
    ],
    lists: [attemptsOf(message), deliveriesOf(message, reports)],
  };
}

function describeContent(message: OutboundMessage, privacy: Privacy) {
  const { content, fallbackTemplate, usesFallback } = message;
  if (content.kind === 'erased') {
    return [
      field('body', 'Text', 'erased'),
      field('content_hash', 'Hash of what it said', content.hash),
      field('content_sid', 'Template', content.contentSid),
      field('uses_fallback', 'Template is used instead', usesFallback),
    ];
  }
  const isText = content.kind === 'text';
  const template = isText ? fallbackTemplate : content.template;
  return [
    field('body', 'Text', isText ? privacy.text(content.body) : null),
    field('media_url', 'Medium', isText ? privacy.text(content.mediaUrl) : null),
    field('content_sid', isText ? 'Template instead' : 'Template', template?.contentSid ?? null),
    field('uses_fallback', 'Template is used instead', usesFallback),
  ];
}

function attemptsOf({ attempts }: OutboundMessage): List {
  return {
    name: 'attempts',
    title: 'Attempts',
    rows: attempts.map((attempt) => [
      field('started_at', 'Started', at(attempt.startedAt)),
      field('finished_at', 'Finished', at(attempt.finishedAt)),
      field('part', 'Part', attempt.part + 1),
      field('content', 'Content', attempt.content),
      field('outcome', 'Outcome', attempt.outcome),
      field('reason', 'Reason', attempt.reason),
      field('provider_code', 'Code', attempt.providerCode),
      field('message_sid', 'Twilio SID', attempt.messageSid),
    ]),
    whenEmpty: 'None yet.',
  };
}

function deliveriesOf({ deliveries }: OutboundMessage, reports: readonly ReportedStatus[]): List {
  return {
    name: 'deliveries',
    title: 'Deliveries',
    rows: deliveries.map(({ messageSid, state, providerCode }) => {
      const ofThis = reports.filter((report) => report.messageSid === messageSid);
      const said = ofThis.find((report) => report.state === state);
      return [
        field('message_sid', 'Twilio SID', messageSid),
        field('state', 'State', state),
        field('reported_at', 'Reported', at(said?.at ?? null)),
        field('provider_code', 'Code', providerCode),
        field('history', 'Reports', ofThis.map((report) => report.state).join(' → ')),
      ];
    }),
    whenEmpty: 'Nothing has been reported.',
  };
}
