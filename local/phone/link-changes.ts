import type { Activity } from '../world/activity.ts';
import type { LinkChange, LinkDocument } from './page-protocol.ts';
import type { StoredDocument } from './page-world.ts';

const LINK_PATH = /^whatsapp_links\/([^/]+)$/;

export function linksIn(documents: readonly StoredDocument[]): readonly LinkChange[] {
  return documents.flatMap(({ path, data }) => linkChange(path, data) ?? []);
}

/** The change of somebody's link that an activity tells of, if it does. */
export function linkChangeOf(activity: Activity): LinkChange | undefined {
  if (activity.kind !== 'document') return undefined;
  return linkChange(activity.path, activity.change === 'deleted' ? null : activity.data);
}

function linkChange(path: string, data: unknown): LinkChange | undefined {
  const userId = LINK_PATH.exec(path)?.[1];
  // only Linkline writes this collection, in this form
  return userId === undefined ? undefined : { userId, link: (data ?? null) as LinkDocument | null };
}
