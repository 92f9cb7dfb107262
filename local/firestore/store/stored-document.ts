import type { Fields } from '../protocol/value.ts';
import type { Microseconds } from '../value/timestamp.ts';

export interface StoredDocument {
  /** The full resource name. */
  readonly name: string;
  /** The name below the database, such as `users/alice`. */
  readonly path: string;
  readonly fields: Fields;
  readonly createTime: Microseconds;
  readonly updateTime: Microseconds;
}

/** What one commit did to one document; at least one side exists. */
export interface CommittedChange {
  readonly path: string;
  readonly before: StoredDocument | undefined;
  readonly after: StoredDocument | undefined;
  readonly time: Microseconds;
}
