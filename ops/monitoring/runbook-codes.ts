import type { SendFailure } from '../../functions/src/domain/messaging/send-failure.ts';
import { UNREACHABLE_AFTER } from '../../functions/src/domain/linking/user-mapping.ts';
import { DAY, MINUTE } from '../../functions/src/domain/shared/clock.ts';
import { twilioErrorOutcomes } from '../../functions/src/infra/twilio/twilio-error-outcomes.ts';
import { twilioSendFailures } from '../../functions/src/infra/twilio/twilio-send-failures.ts';
import { withSection } from '../../scripts/with-section.ts';

interface Row {
  readonly codes: string;
  readonly failure: SendFailure;
}

const HEAD = [
  'Twilio',
  '`reason`',
  'What it means',
  'What the user sees',
  'What to do, and with which command',
];

/** The runbook with its table of error codes as the error table says. */
export function withErrorCodes(runbook: string): string {
  return withSection(runbook, {
    name: 'error codes',
    madeBy: 'npm run runbook',
    content: errorCodesTable(),
  });
}

function errorCodesTable(): string {
  const rows = [...errorRows(), { codes: 'any other', failure: twilioSendFailures.of(null) }];
  return [HEAD, HEAD.map(() => '---'), ...rows.map(cellsOf)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** Codes with the same outcome share a row; by their first code. */
function errorRows(): readonly Row[] {
  const codesOf = Map.groupBy([...twilioErrorOutcomes.keys()], (code) => twilioErrorOutcomes.get(code));
  return [...codesOf]
    .flatMap(([failure, codes]) =>
      failure === undefined ? [] : [{ failure, codes: codes.toSorted((one, other) => one - other) }],
    )
    .toSorted((one, other) => (one.codes[0] ?? 0) - (other.codes[0] ?? 0))
    .map(({ failure, codes }) => ({ failure, codes: codes.map((code) => `\`${code}\``).join(', ') }));
}

function cellsOf({ codes, failure }: Row): readonly string[] {
  return [codes, `\`${failure.reason}\``, failure.advice, seenByUser(failure), deed(failure)];
}

function seenByUser({ kind, concerns }: SendFailure): string {
  switch (kind) {
    case 'sender-unusable':
      return 'Nothing; nobody gets anything until sending goes on. Then all messages arrive late.';
    case 'postponed':
      return 'The message, late.';
    case 'unknown':
      return 'The message, perhaps late, hardly ever twice.';
    case 'refused':
      return concerns === null ? 'No message.' : refusedFor[concerns];
  }
}

const refusedFor: Readonly<Record<NonNullable<SendFailure['concerns']>, string>> = {
  'opted-out': 'No message, and no other until START.',
  unreachable: `No message; after ${UNREACHABLE_AFTER} such failures no other until the person writes.`,
  'service-window': 'The `fallback_template`; without one no message.',
};

function deed(failure: SendFailure): string {
  switch (failure.kind) {
    case 'sender-unusable':
      return 'Sending pauses, and one message tries every five minutes. Repair what the advice names, then `admin sending resume`; `admin sending status` shows the pause.';
    case 'postponed':
      return `${tries(failure)} After the last try it is \`dead\`: \`admin dead redrive --outbound\`.`;
    case 'unknown':
      return 'Looked for in the log of Twilio after 1, 5 and 15 minutes, then sent once more. If it ends as `dead`, look it up in the Twilio Console; if it is missing there, `admin messages retry <id>`.';
    case 'refused':
      return ending(failure.concerns);
  }
}

function tries({ mostRetries, retryAfter }: SendFailure): string {
  const often = mostRetries === null ? 'Tried again as configured' : `Tried again ${times(mostRetries)}`;
  return retryAfter === null ? `${often}.` : `${often}, after ${durationText(retryAfter)} or more.`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function durationText(milliseconds: number): string {
  return milliseconds % DAY === 0 ? 'a day' : `${milliseconds / MINUTE} min`;
}

function ending(concerns: SendFailure['concerns']): string {
  if (concerns === 'opted-out') return 'Nothing: the person decides. `admin mapping show <user>` shows it.';
  const failed = 'It is `failed`, or `undelivered` where Twilio found out later: `admin messages show <id>`.';
  return concerns === 'unreachable'
    ? `${failed} Nothing to repair.`
    : `${failed} Once the cause is gone, \`admin messages retry <id>\`; a message that is wrong itself is added again, mended, under another id.`;
}
