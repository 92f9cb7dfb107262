import type { RandomSource } from '../random-source.ts';
import { API_VERSION } from '../rest/message-resource.ts';

export interface StoredMedium {
  readonly sid: string;
  readonly messageSid: string;
  /** Position among the media of its message. */
  readonly index: number;
  readonly contentType: string;
  readonly content: Uint8Array;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

export type NewMedium = Pick<StoredMedium, 'messageSid' | 'index' | 'contentType' | 'content'>;

interface Dependencies {
  readonly configuration: { readonly accountSid: string };
  readonly random: RandomSource;
  readonly now: () => number;
  /** The simulator's own address, without a slash at the end. */
  readonly origin: () => string;
}

export const STORAGE_PATH = '/media-storage/';

/** What people sent besides text. */
export class MediaStore {
  readonly #dependencies: Dependencies;
  readonly #media = new Map<string, StoredMedium>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Keeps a medium; one that is there already stays as it is, since a redelivered message has the media it had. */
  keep(medium: NewMedium): StoredMedium {
    const known = this.of(medium.messageSid).find(({ index }) => index === medium.index);
    if (known) return known;
    const { random, now } = this.#dependencies;
    const stored = { ...medium, sid: random.sid('ME'), createdAt: now() };
    this.#media.set(stored.sid, stored);
    return stored;
  }

  find(sid: string): StoredMedium | undefined {
    return this.#media.get(sid);
  }

  of(messageSid: string): readonly StoredMedium[] {
    return [...this.#media.values()].filter((medium) => medium.messageSid === messageSid);
  }

  remove(sid: string): void {
    this.#media.delete(sid);
  }

  clear(): void {
    this.#media.clear();
  }

  /** What a webhook is told: only the account's credentials open it. */
  protectedUrl({ messageSid, sid }: StoredMedium): string {
    const { configuration, origin } = this.#dependencies;
    return `${origin()}/${API_VERSION}/Accounts/${configuration.accountSid}/Messages/${messageSid}/Media/${sid}`;
  }

  /** Where a protected URL leads; whoever knows it may fetch it. */
  storageUrl({ sid }: StoredMedium): string {
    return `${this.#dependencies.origin()}${STORAGE_PATH}${sid}`;
  }

  /** What the phone shows for a URL that a webhook was told. */
  shownUrl(url: string): string {
    const medium = this.find(url.slice(url.lastIndexOf('/') + 1));
    return medium && url === this.protectedUrl(medium) ? this.storageUrl(medium) : url;
  }
}
