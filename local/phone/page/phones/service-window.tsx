import { serviceWindowEnd } from '../../../../functions/src/domain/messaging/service-window.ts';
import { formatMoment, formatTime } from '../shared/format-time.ts';

interface ServiceWindowProps {
  /** When the person last wrote. */
  readonly lastSentAt: number | null;
  readonly now: number;
}

/** Until when the product may send free text to a chat. */
export function ServiceWindow({ lastSentAt, now }: ServiceWindowProps) {
  if (lastSentAt === null) return null;
  const end = serviceWindowEnd(lastSentAt);
  const isOpen = end > now;
  return (
    <span
      class="pill"
      data-tone={isOpen ? 'good' : 'attention'}
      title={`Free text until ${formatMoment(end, now)}; after that, only templates`}
    >
      {isOpen ? `Window to ${formatTime(end)}` : 'Templates only'}
    </span>
  );
}
