/** The orders of the product's users. */
export interface Orders {
  /** Null where this user has no such order. */
  stateOf(number: string, userId: string): Promise<string | null>;
}
