import type { Template } from './template-library.ts';

/** Templates of which only the texts are known: their ContentSid is their name. */
export function namedBySid(bodies: Readonly<Record<string, string>>): readonly Template[] {
  return Object.entries(bodies).map(([contentSid, body]) => ({ contentSid, name: contentSid, body }));
}
