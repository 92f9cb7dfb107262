import type { Activity } from '../world/activity.ts';
import type { LinkChange, LinkDocument, OutboxChange, PauseChange, PauseDocument } from './page-protocol.ts';
import type { OutboundDocument } from './outbound-document.ts';
import type { StoredDocument } from './page-world.ts';

/** Documents that the page shows by themselves: what is stored of them, and each change. */
export class WatchedDocuments<Change> {
  readonly #path: RegExp;
  readonly #toChange: (id: string, data: unknown) => Change;

  /** The first group of `path` is the id; the data is null once the document is deleted. */
  constructor(path: RegExp, toChange: (id: string, data: unknown) => Change) {
    this.#path = path;
    this.#toChange = toChange;
  }

  in(documents: readonly StoredDocument[]): readonly Change[] {
    return documents.flatMap(({ path, data }) => this.#change(path, data) ?? []);
  }

  /** The change that an activity tells of, if it does. */
  changeOf(activity: Activity): Change | undefined {
    if (activity.kind !== 'document') return undefined;
    return this.#change(activity.path, activity.change === 'deleted' ? null : activity.data);
  }

  #change(path: string, data: unknown): Change | undefined {
    const id = this.#path.exec(path)?.[1];
    return id === undefined ? undefined : this.#toChange(id, data ?? null);
  }
}

// Linkline writes these collections in these forms; the page survives fields of a product's message that are missing
export const linkDocuments = new WatchedDocuments<LinkChange>(
  /^whatsapp_links\/([^/]+)$/,
  (userId, data) => ({
    userId,
    link: data as LinkDocument | null,
  }),
);

export const outboxDocuments = new WatchedDocuments<OutboxChange>(
  /^whatsapp_outbound_messages\/([^/]+)$/,
  (id, data) => ({ id, message: data as OutboundDocument | null }),
);

export const pauseDocuments = new WatchedDocuments<PauseChange>(
  /^whatsapp_sending\/(pause)$/,
  (_id, data) => ({
    pause: data as PauseDocument | null,
  }),
);
