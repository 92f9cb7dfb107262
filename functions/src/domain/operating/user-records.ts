export type RecordValue =
  | string
  | number
  | boolean
  | null
  | readonly RecordValue[]
  | { readonly [field: string]: RecordValue };

/** One stored document as plain data, times as ISO 8601. */
export interface StoredRecord {
  readonly id: string;
  readonly fields: { readonly [field: string]: RecordValue };
}

export const RECORD_LISTS = [
  'mappings',
  'contacts',
  'requests',
  'receipts',
  'inbound',
  'outbound',
  'events',
] as const;

export type RecordList = (typeof RECORD_LISTS)[number];

/** Everything that is held on a user. */
export interface UserRecords {
  readonly link: StoredRecord | null;
  readonly mappings: readonly StoredRecord[];
  readonly contacts: readonly StoredRecord[];
  readonly requests: readonly StoredRecord[];
  readonly requestCounter: StoredRecord | null;
  readonly receipts: readonly StoredRecord[];
  readonly inbound: readonly StoredRecord[];
  readonly inboundLane: StoredRecord | null;
  readonly outbound: readonly StoredRecord[];
  readonly events: readonly StoredRecord[];
  /** Lists of which not everything is here. */
  readonly incomplete: readonly RecordList[];
}

export interface UserRecordsReader {
  /** As much as fits into `mostBytes` of JSON; everything where that is not given. Throws `StorageUnavailableError`. */
  read(userId: string, options?: { readonly mostBytes?: number }): Promise<UserRecords>;
}
