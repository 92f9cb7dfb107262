import { Notice } from '../shared/notice.tsx';
import type { PageState } from '../state/page-state.ts';
import { MessageForm } from './message-form.tsx';
import { SentMessage } from './sent-message.tsx';

interface MessagesCardProps {
  readonly userId: string;
  readonly state: PageState;
}

/** What the product sends to a user, and what became of it. */
export function MessagesCard({ userId, state }: MessagesCardProps) {
  const sent = state.messages.of(userId);
  const { value: pause } = state.messages.pause;
  const isLinked = state.linking.stage.value.linked !== null;
  return (
    <>
      {isLinked && (
        <article class="card" aria-labelledby="message-title">
          <h3 id="message-title">Send a message</h3>
          <MessageForm key={userId} userId={userId} state={state} />
        </article>
      )}
      {pause && (
        <Notice
          tone="problem"
          message={`Sending is paused. ${pause.advice ?? 'It goes on when an operator resumes it.'}`}
          code={pause.reason}
        />
      )}
      {sent.length > 0 && (
        <section class="sent" aria-labelledby="sent-title">
          <h3 id="sent-title">
            Sent messages <span class="count">{sent.length}</span>
          </h3>
          <ol aria-labelledby="sent-title">
            {sent.map(({ id, document }) => (
              <SentMessage key={id} id={id} document={document} state={state} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
