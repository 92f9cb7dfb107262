import type { Activity } from '../../../world/activity.ts';
import { Disclosure } from '../shared/disclosure.tsx';
import { formatPreciseTime } from '../shared/format-time.ts';
import { Icon } from '../shared/icon.tsx';
import { describeActivity } from './describe-activity.ts';

export function ActivityRow({ activity }: { readonly activity: Activity }) {
  const { title, note, badge, tone, details } = describeActivity(activity);
  return (
    <li>
      <Disclosure kind={activity.kind} value={details}>
        <Icon name={activity.kind} />
        <span class="row-title" title={title}>
          {title}
        </span>
        {badge && (
          <span class="pill" data-tone={tone}>
            {badge}
          </span>
        )}
        <time dateTime={new Date(activity.at).toISOString()}>{formatPreciseTime(activity.at)}</time>
        {note && <span class="row-note">{note}</span>}
      </Disclosure>
    </li>
  );
}
