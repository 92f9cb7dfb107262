import type { UserExport } from '../../../../functions/src/infra/functions/user-export.ts';
import { formatTime } from '../shared/format-time.ts';
import { JsonView } from '../shared/json-view.tsx';

/** Everything that is kept on the user, to look at and to take along. */
export function ExportedData({ data }: { readonly data: UserExport }) {
  const json = JSON.stringify(data, undefined, 2);
  return (
    <div class="exported" role="region" aria-label="My data" tabIndex={0}>
      <p>
        As of {formatTime(Date.parse(data.exported_at))}:{' '}
        <a
          download={`linkline-${data.user_id}.json`}
          href={`data:application/json,${encodeURIComponent(json)}`}
        >
          Save as a file
        </a>
      </p>
      <JsonView value={data} />
    </div>
  );
}
