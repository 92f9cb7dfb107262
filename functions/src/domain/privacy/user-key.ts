/** Keyed hash of a user's id, from which the id cannot be found again; it stays the same when address keys change. 22 base64url characters. */
export type UserKey = string;

export interface UserKeys {
  keyOf(userId: string): UserKey;
}
