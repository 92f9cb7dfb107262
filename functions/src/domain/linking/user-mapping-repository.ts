import type { AddressKey } from './address-key.ts';
import type { UserMapping } from './user-mapping.ts';

/** Part of a transaction: what is read is guarded until the commit, what is written is seen by nobody before it. */
export interface UserMappingRepository {
  findByAddress(addressKey: AddressKey): Promise<UserMapping | null>;
  /** A user has one mapping at most. */
  findByUser(userId: string): Promise<UserMapping | null>;
  save(mapping: UserMapping): void;
  remove(addressKey: AddressKey): void;
}
