import { DAY } from '../../../domain/shared/clock.ts';

/** The field by which Firestore's TTL policies delete; every reader checks its own expiry, since deletion comes up to a day late. */
export const DELETE_AT = 'delete_at';

/** How long documents are kept after they stop mattering. */
export const retention = {
  linkRequest: DAY,
  linkCounter: 2 * DAY,
  throttles: 2 * DAY,
  commandReceipt: 7 * DAY,
  message: 30 * DAY,
} as const;
