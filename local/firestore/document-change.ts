import type { CommittedChange } from './store/stored-document.ts';
import { toPlainJson, type PlainJsonObject } from './value/plain-json.ts';
import { toIsoString } from './value/timestamp.ts';

/** What a commit did to one document, in plain JSON. */
export interface DocumentChange {
  readonly path: string;
  readonly kind: 'created' | 'updated' | 'deleted';
  readonly before?: PlainJsonObject;
  readonly after?: PlainJsonObject;
  /** When it was committed, in ISO 8601. */
  readonly at: string;
}

export function documentChange({ path, before, after, time }: CommittedChange): DocumentChange {
  return {
    path,
    kind: before === undefined ? 'created' : after === undefined ? 'deleted' : 'updated',
    ...(before && { before: toPlainJson(before.fields) }),
    ...(after && { after: toPlainJson(after.fields) }),
    at: toIsoString(time),
  };
}
