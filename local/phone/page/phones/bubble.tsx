import type { PhoneMessage } from '../../page-protocol.ts';
import { formatTime } from '../shared/format-time.ts';
import { MessageText } from './message-text.tsx';
import { tickOf, Ticks } from './ticks.tsx';

interface BubbleProps {
  readonly message: PhoneMessage;
  readonly sender: string;
  /** Whether the message before came from the other side. */
  readonly isFirst: boolean;
  readonly onLinkPage: () => void;
}

export function Bubble({ message, sender, isFirst, onLinkPage }: BubbleProps) {
  const isMine = message.direction === 'from-phone';
  const tick = tickOf(message);
  return (
    <li class="bubble" data-mine={isMine} data-first={isFirst}>
      <p>
        <span class="hidden-text">{sender}: </span>
        <span>
          <MessageText text={message.body} onLinkPage={onLinkPage} />
        </span>
        <span class="bubble-foot">
          <time dateTime={message.at}>{formatTime(Date.parse(message.at))}</time>
          <Ticks name={tick} />
        </span>
      </p>
      {tick === 'failed' && (
        <span class="bubble-problem">
          Not delivered{message.errorCode && ` · error ${message.errorCode}`}
        </span>
      )}
    </li>
  );
}
