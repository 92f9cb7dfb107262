import type { Activity } from '../world/activity.ts';
import type { OutboundDocument } from './outbound-document.ts';
import type { OutboxChange } from './page-protocol.ts';
import type { StoredDocument } from './page-world.ts';

const OUTBOX_PATH = /^whatsapp_outbound_messages\/([^/]+)$/;

export function outboxIn(documents: readonly StoredDocument[]): readonly OutboxChange[] {
  return documents.flatMap(({ path, data }) => outboxChange(path, data) ?? []);
}

/** The change of a message of the outbox that an activity tells of, if it does. */
export function outboxChangeOf(activity: Activity): OutboxChange | undefined {
  if (activity.kind !== 'document') return undefined;
  return outboxChange(activity.path, activity.change === 'deleted' ? null : activity.data);
}

function outboxChange(path: string, data: unknown): OutboxChange | undefined {
  const id = OUTBOX_PATH.exec(path)?.[1];
  // products and Linkline write this collection in this form; the page survives fields that are missing
  return id === undefined ? undefined : { id, message: (data ?? null) as OutboundDocument | null };
}
