import { emptyAnswer, type HttpAnswer, type HttpRequest, jsonAnswer } from '../http/http-exchange.ts';
import { API_VERSION, messagesPath, rfc2822 } from '../rest/message-resource.ts';
import { notFound } from '../rest/twilio-error.ts';
import type { MediaStore, StoredMedium } from './media-store.ts';

interface Dependencies {
  readonly configuration: { readonly accountSid: string };
  readonly media: MediaStore;
}

/** Twilio's REST API for the media of one message: https://www.twilio.com/docs/messaging/api/media-resource */
export class MediaApi {
  readonly #accountSid: string;
  readonly #media: MediaStore;

  constructor({ configuration, media }: Dependencies) {
    this.#accountSid = configuration.accountSid;
    this.#media = media;
  }

  /** `rest` is the path behind the message: `/Media.json`, `/Media/ME….json` or `/Media/ME…`. Throws TwilioError. */
  handle({ method, path }: HttpRequest, messageSid: string, rest: string): HttpAnswer {
    if (rest === '/Media.json' && method === 'GET') return jsonAnswer(200, this.#list(messageSid));
    const [, sid = '', extension] = /^\/Media\/([^/.]+)(\.json)?$/u.exec(rest) ?? [];
    const medium = this.#media.find(sid);
    if (medium?.messageSid !== messageSid) throw notFound(path);
    if (method === 'DELETE') {
      this.#media.remove(sid);
      return emptyAnswer(204);
    }
    if (method !== 'GET') throw notFound(path);
    if (extension !== undefined) return jsonAnswer(200, this.#resource(medium));
    return emptyAnswer(307, { location: this.#media.storageUrl(medium) });
  }

  /** A message has few media: all of them are on the first page. */
  #list(messageSid: string): Record<string, unknown> {
    const media = this.#media.of(messageSid);
    const uri = `${messagesPath(this.#accountSid)}/${messageSid}/Media.json?PageSize=50&Page=0`;
    return {
      first_page_uri: uri,
      end: Math.max(media.length - 1, 0),
      previous_page_uri: null,
      media_list: media.map((medium) => this.#resource(medium)),
      uri,
      page_size: 50,
      start: 0,
      next_page_uri: null,
      page: 0,
    };
  }

  #resource({ sid, messageSid, contentType, createdAt }: StoredMedium): Record<string, unknown> {
    return {
      sid,
      account_sid: this.#accountSid,
      parent_sid: messageSid,
      content_type: contentType,
      date_created: rfc2822(createdAt),
      date_updated: rfc2822(createdAt),
      uri: `/${API_VERSION}/Accounts/${this.#accountSid}/Messages/${messageSid}/Media/${sid}.json`,
    };
  }
}
