import { emptyAnswer, type HttpAnswer, type HttpRequest } from '../http/http-exchange.ts';
import { STORAGE_PATH, type MediaStore } from './media-store.ts';

/** The host that Twilio's media URLs redirect to: it asks for no credentials, because its addresses cannot be guessed. */
export function serveMedium({ method, path }: HttpRequest, media: MediaStore): HttpAnswer {
  const medium = media.find(path.slice(STORAGE_PATH.length));
  if (method !== 'GET' || !medium) return emptyAnswer(404);
  const { contentType, content } = medium;
  const headers = { 'content-type': contentType, 'content-length': String(content.byteLength) };
  return { kind: 'answer', status: 200, headers, body: content };
}
