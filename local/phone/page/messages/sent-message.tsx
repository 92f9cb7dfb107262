import type { OutboundDocument } from '../../outbound-document.ts';
import type { PauseDocument } from '../../page-protocol.ts';
import { formatDuration, formatMoment } from '../shared/format-time.ts';
import { Ticks } from '../shared/ticks.tsx';
import type { PageState } from '../state/page-state.ts';
import { MessageHistory } from './message-history.tsx';
import { messageProgress } from './message-progress.ts';
import { nextStep } from './next-step.ts';
import { textOf } from './template-text.ts';

interface SentMessageProps {
  readonly id: string;
  readonly document: OutboundDocument;
  readonly state: PageState;
}

/** One message of the outbox: what it says, how far it came, why it failed, and what happens next. */
export function SentMessage({ id, document, state }: SentMessageProps) {
  const { tick, words } = messageProgress(document);
  const { clock, configuration } = state;
  const { created_at: createdAt, media_url: mediaUrl } = document;
  return (
    <li class="sent-message" data-tick={tick}>
      <p class="sent-text">{textOf(document, configuration.templates)}</p>
      {mediaUrl && <p class="sent-media">{mediaUrl}</p>}
      <p class="sent-state">
        <Ticks name={tick} />
        <strong>{words}</strong>
        {document.uses_fallback && <span class="pill">fallback template</span>}
        {document.possible_duplicate && (
          <span class="pill" data-tone="attention">
            possible duplicate
          </span>
        )}
        {createdAt && (
          <time dateTime={createdAt}>{formatMoment(Date.parse(createdAt), clock.now.value)}</time>
        )}
      </p>
      <Explanation document={document} />
      <Next document={document} pause={state.messages.pause.value} now={clock.now.value} />
      <MessageHistory id={id} document={document} now={clock.now.value} />
    </li>
  );
}

function Explanation({
  document: { reason, advice, problems = [] },
}: {
  readonly document: OutboundDocument;
}) {
  if (!reason && !advice && problems.length === 0) return null;
  return (
    <div class="sent-explanation">
      {advice && <p>{advice}</p>}
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {reason && <code>{reason}</code>}
    </div>
  );
}

interface NextProps {
  readonly document: OutboundDocument;
  readonly pause: PauseDocument | null;
  readonly now: number;
}

function Next({ document, pause, now }: NextProps) {
  const next = nextStep(document, pause);
  if (!next) return null;
  const wait =
    next.at <= now ? 'now' : `in ${formatDuration(next.at - now)}, at ${formatMoment(next.at, now)}`;
  return (
    <p class="sent-next">
      {next.words} {wait}
    </p>
  );
}
