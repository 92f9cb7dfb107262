import { z } from 'zod';

import type { GivenParameters } from '../inbound/inbound-parameters.ts';
import { InvalidRequestError } from '../invalid-request-error.ts';
import type { MediaStore } from './media-store.ts';
import { sampleMedium } from './sample-medium.ts';

const MEDIA_PARAMETER = /^Media(?:Content|ContentType|Url)(\d+)$/u;
const UNKNOWN_TYPE = 'application/octet-stream';
const base64 = z.base64();

/** Whether a message has media, by its parameters. */
export const hasMedia = (given: GivenParameters): boolean => indexesOf(given).length > 0;

/**
 * Keeps what a phone sends with a message, and adds the parameters that tell of it. A medium is `MediaContent0` (base64, which no
 * webhook sees) with its `MediaContentType0`, the type alone for a sample of it, or `MediaUrl0` of some other server.
 * Throws InvalidRequestError.
 */
export function keepInboundMedia(
  given: GivenParameters,
  messageSid: string,
  media: MediaStore,
): GivenParameters {
  const indexes = indexesOf(given);
  if (indexes.length === 0) return given;
  const told = Object.entries(given).filter(([name]) => !/^MediaContent\d+$/u.test(name));
  const added = indexes.flatMap((index) => {
    if (given[`MediaUrl${index}`] !== undefined) return [];
    const contentType = textOf(given, `MediaContentType${index}`) ?? UNKNOWN_TYPE;
    const content = contentOf(given, index) ?? sampleMedium(contentType);
    const medium = media.keep({ messageSid, index, contentType, content });
    return [
      [`MediaUrl${index}`, media.protectedUrl(medium)],
      [`MediaContentType${index}`, contentType],
    ];
  });
  return { NumMedia: String(indexes.length), ...Object.fromEntries([...told, ...added]) };
}

function indexesOf(given: GivenParameters): readonly number[] {
  const indexes = Object.keys(given).flatMap((name) => MEDIA_PARAMETER.exec(name)?.[1] ?? []);
  return [...new Set(indexes)].map(Number).sort((left, right) => left - right);
}

function contentOf(given: GivenParameters, index: number): Uint8Array | undefined {
  const name = `MediaContent${index}`;
  const text = textOf(given, name);
  if (text === undefined) return undefined;
  if (!base64.safeParse(text).success) throw new InvalidRequestError(`${name} must be base64.`);
  return Buffer.from(text, 'base64');
}

function textOf(given: GivenParameters, name: string): string | undefined {
  const value = given[name];
  return typeof value === 'string' ? value : undefined;
}
