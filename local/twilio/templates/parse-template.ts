import { z } from 'zod';

import { InvalidRequestError } from '../invalid-request-error.ts';
import { isContentSid, type Template } from './template-library.ts';

/** https://www.twilio.com/docs/content/content-types-overview */
const MAXIMUM_BODY_LENGTH = 1024;

const template = z.strictObject({
  contentSid: z.string().refine(isContentSid, 'must be HX and 32 hexadecimal digits'),
  name: z.string().min(1),
  body: z.string().min(1).max(MAXIMUM_BODY_LENGTH),
});

/** Throws InvalidRequestError, which names every problem. */
export function parseTemplate(input: unknown): Template {
  const parsed = template.safeParse(input);
  if (!parsed.success) throw new InvalidRequestError(z.prettifyError(parsed.error));
  return parsed.data;
}
