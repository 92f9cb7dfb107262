import type { PhoneMessage } from '../../page-protocol.ts';
import { formatTime } from '../shared/format-time.ts';
import { Medium } from './medium.tsx';
import { MessageText } from './message-text.tsx';
import { Ticks } from '../shared/ticks.tsx';
import { tickOf } from './tick-of.ts';

interface BubbleProps {
  readonly message: PhoneMessage;
  readonly sender: string;
  /** Where the pictures are that phones send. */
  readonly mediaBaseUrl: string;
  /** Whether the message before came from the other side. */
  readonly isFirst: boolean;
  readonly onLinkPage: () => void;
}

export function Bubble({ message, sender, mediaBaseUrl, isFirst, onLinkPage }: BubbleProps) {
  const isMine = message.direction === 'from-phone';
  const tick = tickOf(message);
  const { mediaUrls = [] } = message;
  return (
    <li class="bubble" data-mine={isMine} data-first={isFirst}>
      <p>
        <span class="hidden-text">{sender}: </span>
        <span>
          {mediaUrls.map((url) => (
            <Medium key={url} url={url} baseUrl={mediaBaseUrl} />
          ))}
          {message.body && <MessageText text={message.body} onLinkPage={onLinkPage} />}
          {!message.body && mediaUrls.length === 0 && <em>Location or other content</em>}
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
