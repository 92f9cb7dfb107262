import { z } from 'zod';

/** 16 bytes in base64url: nothing else can be an id, and Firestore refuses some of what else there is. */
export const linkRequestId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{21}[AQgw]$/, 'is not the requestId that startLink answered');
