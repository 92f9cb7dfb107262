import { z } from 'zod';

export const linkRequestId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'is not the requestId that startLink answered');
