import type { DeliveryFields, OutboundDocument, SendAttempt } from '../../outbound-document.ts';
import { formatMoment } from '../shared/format-time.ts';
import { deliveryTimes } from './delivery-times.ts';

interface MessageHistoryProps {
  readonly id: string;
  readonly document: OutboundDocument;
  readonly now: number;
}

/** Each attempt to send a message, then each status that Twilio reported, with their times. */
export function MessageHistory({ id, document, now }: MessageHistoryProps) {
  const { attempts = [], delivery = {}, parts = 1 } = document;
  return (
    <details class="history">
      <summary>{countOf(attempts)}</summary>
      {attempts.length > 0 && (
        <ol aria-label="Attempts">
          {attempts.map((attempt) => (
            <Attempt
              key={`${attempt.started_at} ${attempt.part}`}
              attempt={attempt}
              parts={parts}
              now={now}
            />
          ))}
        </ol>
      )}
      {Object.entries(delivery).map(([sid, fields]) => (
        <Delivery key={sid} sid={sid} fields={fields} now={now} />
      ))}
      <p>
        Document <code>{id}</code>
      </p>
    </details>
  );
}

function countOf({ length }: readonly SendAttempt[]): string {
  if (length === 0) return 'No attempt yet';
  return length === 1 ? '1 attempt' : `${length} attempts`;
}

const OUTCOMES: Readonly<
  Record<NonNullable<SendAttempt['outcome']>, { readonly tone: string; readonly words: string }>
> = {
  accepted: { tone: 'good', words: 'accepted' },
  refused: { tone: 'problem', words: 'refused' },
  postponed: { tone: 'attention', words: 'postponed' },
  unknown: { tone: 'attention', words: 'outcome unknown' },
  'sender-unusable': { tone: 'problem', words: 'sender unusable' },
  undelivered: { tone: 'problem', words: 'accepted, not delivered' },
};

interface AttemptProps {
  readonly attempt: SendAttempt;
  readonly parts: number;
  readonly now: number;
}

function Attempt({ attempt, parts, now }: AttemptProps) {
  const { tone, words } = attempt.outcome
    ? OUTCOMES[attempt.outcome]
    : { tone: 'neutral', words: 'under way' };
  return (
    <li>
      <p>
        <time dateTime={attempt.started_at}>{formatMoment(Date.parse(attempt.started_at), now)}</time>
        <span class="pill" data-tone={tone}>
          {words}
        </span>
        {parts > 1 && (
          <span>
            part {attempt.part + 1} of {parts}
          </span>
        )}
        {attempt.content === 'fallback' && <span>fallback template</span>}
      </p>
      <p>
        {attempt.reason && <code>{attempt.reason}</code>}
        {attempt.provider_code !== null && <span>Twilio error {attempt.provider_code}</span>}
        {attempt.message_sid && <code>{attempt.message_sid}</code>}
      </p>
    </li>
  );
}

interface DeliveryProps {
  readonly sid: string;
  readonly fields: DeliveryFields;
  readonly now: number;
}

function Delivery({ sid, fields, now }: DeliveryProps) {
  return (
    <section aria-label="Delivery">
      <p>
        <code>{sid}</code>
        {fields.provider_code && <span>Twilio error {fields.provider_code}</span>}
      </p>
      <ul>
        {deliveryTimes(fields).map(({ state, at }) => (
          <li key={state}>
            <time dateTime={new Date(at).toISOString()}>{formatMoment(at, now)}</time> {state}
          </li>
        ))}
      </ul>
    </section>
  );
}
