import type { IncomingMessage } from 'node:http';
import type { Activity } from '../../../../local/world/activity.ts';
import type { ActivityFeed } from '../../../../local/world/activity-feed.ts';
import { watchHttpTraffic, type HttpMessage } from './http-traffic.ts';

export type Place =
  | 'log line'
  | 'metric'
  | 'printed text'
  | 'error of a callable'
  | 'error of a command'
  | 'document path'
  | 'task'
  | 'task payload'
  | 'address of a request'
  | 'header';

interface HttpOptions {
  /** Host and port by the name of who listens there. */
  readonly peers: Readonly<Record<string, string>>;
  /** What an address cannot do without: it is taken out. */
  readonly necessary?: readonly RegExp[];
}

const TASKS = /\/queues\/[^/]+\/tasks$/;
/** Of the tests alone: people write and read through it. */
const PHONES = '/simulator/';
/** It proves who asks. */
const CREDENTIALS = 'authorization';

/** What a run gives to those who are not the person it is about, kept by the place where they find it. */
export class Exposures {
  readonly #texts = new Map<Place, Set<string>>();

  at(place: Place): readonly string[] {
    return [...(this.#texts.get(place) ?? [])];
  }

  add(place: Place, ...texts: readonly string[]): void {
    const known = this.#texts.get(place) ?? new Set();
    for (const text of texts) known.add(text);
    this.#texts.set(place, known);
  }

  watchActivity(feed: ActivityFeed): void {
    feed.subscribe((activity) => this.#keepActivity(activity));
  }

  /** An address begins with who is asked, a header with that and what it belongs to. */
  watchHttp({ peers, necessary = [] }: HttpOptions): void {
    const nameOf = new Map(Object.entries(peers).map(([name, host]) => [host, name]));
    watchHttpTraffic((message) => {
      if (message.path.startsWith(PHONES)) return;
      const peer = nameOf.get(message.host) ?? message.host;
      const address = `${peer} ${message.path}`;
      this.add(
        'address of a request',
        necessary.reduce((rest, part) => rest.replaceAll(part, ''), address),
      );
      this.add('header', ...linesOf(message).map((line) => `${peer} ${message.kind} ${line}`));
      if (message.incoming && TASKS.test(message.path)) this.#keepPayload(message.incoming);
    });
  }

  #keepActivity(activity: Activity): void {
    if (activity.kind === 'log') this.add('log line', JSON.stringify(activity));
    if (activity.kind === 'metric') this.add('metric', JSON.stringify(activity));
    if (activity.kind === 'task') this.add('task', JSON.stringify(activity));
    if (activity.kind === 'document') this.add('document path', activity.path);
  }

  #keepPayload(request: IncomingMessage): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => this.add('task payload', Buffer.concat(chunks).toString()));
  }
}

function linesOf({ headers }: HttpMessage): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    name === CREDENTIALS ? [] : [`${name}: ${String(value)}`],
  );
}
